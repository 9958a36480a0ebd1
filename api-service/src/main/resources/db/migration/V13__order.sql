-- What a program may say of an execution that it asks for, and write on it later. On all others these are null, which
-- takes no space in a row, and no statement writes them on the way from a tick to its call.
ALTER TABLE execution
    -- Sent as the body in place of the job's; json for the order of its keys.
    ADD COLUMN input json,
    -- In place of what the job's retry policy says. A constraint would have to be checked on every row there is.
    ADD COLUMN max_attempts integer,
    -- Not begun by then, it is skipped.
    ADD COLUMN start_by timestamptz,
    -- What only tells whoever asked what was asked: as dev.belfry.api.order.Order names it.
    ADD COLUMN asked jsonb,
    -- Its own labels, besides its job's.
    ADD COLUMN tags text[],
    -- What programs keep with it.
    ADD COLUMN metadata jsonb,
    -- When a program changed it last.
    ADD COLUMN changed_at timestamptz;

-- Such a row can be in the partitions from now on: an index on the others would take as long as it takes to read them, and
-- they are dropped with their days. Whoever looks for one by such an index leaves out the ids of the others.
DO
$$
BEGIN
    EXECUTE format('CREATE FUNCTION execution_first_order() RETURNS uuid LANGUAGE sql IMMUTABLE PARALLEL SAFE AS'
                   ' $f$ SELECT %L::uuid $f$',
                   execution_id_floor(((now() AT TIME ZONE 'UTC')::date - 1)::timestamp AT TIME ZONE 'UTC'));
END
$$;

CREATE INDEX execution_start_by ON ONLY execution (start_by) WHERE start_by IS NOT NULL AND status = 'queued';
-- What was asked for with a time to come: a tick is none, and a run-now is due when it is made.
CREATE INDEX execution_delayed ON ONLY execution (workspace_id, id)
    WHERE status = 'queued' AND source <> 'schedule' AND due_at > created_at;
DO
$$
DECLARE
    partition text;
BEGIN
    FOR partition IN SELECT c.relname
                       FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
                      WHERE i.inhparent = 'execution'::regclass
                        AND CASE WHEN c.relname ~ '^execution_[0-9]{8}$'
                                 THEN to_date(right(c.relname, 8), 'YYYYMMDD') >= (now() AT TIME ZONE 'UTC')::date - 1
                                 ELSE true END LOOP
        EXECUTE format('CREATE INDEX %I ON %I (start_by) WHERE start_by IS NOT NULL AND status = ''queued''',
                       partition || '_start_by', partition);
        EXECUTE format('ALTER INDEX execution_start_by ATTACH PARTITION %I', partition || '_start_by');
        EXECUTE format('CREATE INDEX %I ON %I (workspace_id, id)'
                       ' WHERE status = ''queued'' AND source <> ''schedule'' AND due_at > created_at',
                       partition || '_delayed', partition);
        EXECUTE format('ALTER INDEX execution_delayed ATTACH PARTITION %I', partition || '_delayed');
    END LOOP;
END
$$;

-- Jobs by name, for those who ask for one by it. One that has run out is left out: that costs the runs of jobs that run
-- once nothing.
CREATE INDEX job_by_name ON job (workspace_id, name) WHERE state <> 'completed';

-- Under which keys executions were asked for, so that asking again does not make two. The key is a hash of what was sent.
CREATE TABLE execution_key (
    workspace_id uuid        NOT NULL,
    job_id       uuid        NOT NULL REFERENCES job ON DELETE CASCADE,
    key          bytea       NOT NULL,
    execution_id uuid        NOT NULL,
    expires_at   timestamptz NOT NULL,
    -- Whether it is free again before that, once its execution has failed or was skipped.
    freed_by_failure boolean NOT NULL,
    PRIMARY KEY (job_id, key)
);
CREATE INDEX execution_key_expired ON execution_key (expires_at);
GRANT SELECT, INSERT, UPDATE, DELETE ON execution_key TO belfry_api;
ALTER TABLE execution_key ENABLE ROW LEVEL SECURITY;
CREATE POLICY tenant ON execution_key TO belfry_api USING (workspace_id = entered_workspace());

-- Drops the days before the given one, whole partitions at a time. What was asked for on such a day for a time that has
-- come since, or will come, moves to the default partition first, as long as it has not ended; and keys and bulk actions
-- go that mean nothing any more.
CREATE OR REPLACE FUNCTION drop_execution_partitions(before date) RETURNS void
    LANGUAGE plpgsql
    SET lock_timeout = '1s' AS
$$
DECLARE
    kept_from timestamptz := before::timestamp AT TIME ZONE 'UTC';
    partition text;
BEGIN
    PERFORM pg_advisory_xact_lock(hashtext('execution_partitions'));
    -- What is old by its id from the start, because it was recorded after a long outage or asked for long before its time,
    -- is kept as long as any other from when that was.
    DELETE FROM execution_default WHERE greatest(created_at, due_at) < kept_from;
    DELETE FROM execution_key WHERE expires_at < now();
    DELETE FROM bulk_action WHERE id < execution_id_floor(kept_from);
    FOR partition IN SELECT c.relname
                       FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
                      WHERE i.inhparent = 'execution'::regclass
                        AND c.relname ~ '^execution_[0-9]{8}$'
                        AND to_date(right(c.relname, 8), 'YYYYMMDD') < before LOOP
        -- From here on nobody reads or writes any execution, so the rest may not read a day: each part is what one of the
        -- partial indexes holds, and of an old day they hold next to nothing.
        EXECUTE format('ALTER TABLE execution DETACH PARTITION %I', partition);
        EXECUTE format('INSERT INTO execution'
                       ' SELECT * FROM %1$I WHERE status = ''queued'' AND dispatched_at IS NULL AND due_at >= %2$L'
                       ' UNION ALL'
                       ' SELECT * FROM %1$I WHERE status = ''queued'' AND dispatched_at IS NOT NULL AND due_at >= %2$L'
                       '    AND (NOT concurrency_limited OR attempt_count > 0)'
                       ' UNION ALL'
                       ' SELECT * FROM %1$I WHERE status = ''queued'' AND dispatched_at IS NOT NULL AND due_at >= %2$L'
                       '    AND concurrency_limited AND attempt_count = 0'
                       ' UNION ALL'
                       ' SELECT * FROM %1$I WHERE status = ''running'' AND due_at >= %2$L', partition, kept_from);
        EXECUTE format('DROP TABLE %I', partition);
    END LOOP;
END
$$;

-- The same done to many executions, one after the other. Which ones was decided when it was asked for.
CREATE TABLE bulk_action (
    id           uuid PRIMARY KEY,
    workspace_id uuid        NOT NULL REFERENCES workspace ON DELETE CASCADE,
    name         text,
    kind         text        NOT NULL CHECK (kind IN ('cancel', 'replay')),
    state        text        NOT NULL CHECK (state IN ('pending', 'completed', 'aborted')),
    executions   uuid[]      NOT NULL,
    -- How many of them, from the first, have had their turn, and with how many nothing could be done.
    done         integer     NOT NULL DEFAULT 0,
    failed       integer     NOT NULL DEFAULT 0,
    -- Whoever is at it has this long for the next few; then it may be anybody.
    leased_until timestamptz,
    finished_at  timestamptz,
    -- A hash of how the client named the call that asked for it.
    request_key  bytea
);
CREATE INDEX bulk_action_by_workspace ON bulk_action (workspace_id, id);
CREATE INDEX bulk_action_pending ON bulk_action (id) WHERE state = 'pending';
CREATE UNIQUE INDEX bulk_action_by_request ON bulk_action (workspace_id, request_key) WHERE request_key IS NOT NULL;
GRANT SELECT, INSERT, UPDATE, DELETE ON bulk_action TO belfry_api;
ALTER TABLE bulk_action ENABLE ROW LEVEL SECURITY;
CREATE POLICY tenant ON bulk_action TO belfry_api USING (workspace_id = entered_workspace());

-- Actions that nobody is at, of any workspace: whoever goes on with one enters its workspace first.
CREATE FUNCTION bulk_actions_left_lying(most int) RETURNS TABLE (workspace_id uuid, id uuid)
    LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS
$$
    SELECT a.workspace_id, a.id FROM bulk_action a
     WHERE a.state = 'pending' AND (a.leased_until IS NULL OR a.leased_until < now()) ORDER BY a.id LIMIT most
$$;
REVOKE ALL ON FUNCTION bulk_actions_left_lying FROM PUBLIC;
GRANT EXECUTE ON FUNCTION bulk_actions_left_lying TO belfry_api;

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

-- For the partitions that such a row can be in, which are those from now on: an index on the others would take as long
-- as it takes to read them, and they are dropped with their days.
CREATE INDEX execution_start_by ON ONLY execution (start_by) WHERE start_by IS NOT NULL AND status = 'queued';
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
-- not come moves to the default partition first; and keys go that hold no more.
CREATE OR REPLACE FUNCTION drop_execution_partitions(before date) RETURNS void
    LANGUAGE plpgsql
    SET lock_timeout = '1s' AS
$$
DECLARE
    partition text;
BEGIN
    PERFORM pg_advisory_xact_lock(hashtext('execution_partitions'));
    FOR partition IN SELECT c.relname
                       FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
                      WHERE i.inhparent = 'execution'::regclass
                        AND c.relname ~ '^execution_[0-9]{8}$'
                        AND to_date(right(c.relname, 8), 'YYYYMMDD') < before LOOP
        EXECUTE format('ALTER TABLE execution DETACH PARTITION %I', partition);
        EXECUTE format('INSERT INTO execution SELECT * FROM %I WHERE status = ''queued'' AND due_at > now()', partition);
        EXECUTE format('DROP TABLE %I', partition);
    END LOOP;
    -- A tick recorded after a long outage is old by its id from the start: it is kept as long as any other from its writing.
    DELETE FROM execution_default
     WHERE created_at < before::timestamp AT TIME ZONE 'UTC' AND (status <> 'queued' OR due_at <= now());
    DELETE FROM execution_key WHERE expires_at < now();
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
    finished_at  timestamptz
);
CREATE INDEX bulk_action_by_workspace ON bulk_action (workspace_id, id);
GRANT SELECT, INSERT, UPDATE, DELETE ON bulk_action TO belfry_api;
ALTER TABLE bulk_action ENABLE ROW LEVEL SECURITY;
CREATE POLICY tenant ON bulk_action TO belfry_api USING (workspace_id = entered_workspace());

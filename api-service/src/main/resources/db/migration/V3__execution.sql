-- One row for each due tick, manual run or replay; the row is the truth about it.
-- The id is a time-ordered UUID (version 7 layout), so a range of ids is a range of time: partitions are days.
CREATE TABLE execution (
    id               uuid        NOT NULL PRIMARY KEY,
    workspace_id     uuid        NOT NULL,
    job_id           uuid        NOT NULL,
    status           text        NOT NULL
        CHECK (status IN ('queued', 'running', 'waiting', 'succeeded', 'failed', 'canceled', 'skipped')),
    source           text        NOT NULL CHECK (source IN ('schedule', 'manual', 'replay', 'webhook', 'api')),
    scheduled_for    timestamptz NOT NULL,
    -- The execution that this one repeats.
    replay_of        uuid,
    -- Whether its job has a concurrency limit: then its claim takes the job's lock and counts.
    concurrency_limited boolean  NOT NULL DEFAULT false,
    -- When the next attempt may start: scheduled_for at first, later the end of the backoff.
    due_at           timestamptz NOT NULL,
    -- When it was last handed to Kafka; null while nobody has. A queued row that stays overdue is handed over again.
    dispatched_at    timestamptz,
    -- The claim of one executor. lease_number grows with each claim; a report under an older number changes no state.
    claimed_by       text,
    lease_number     integer     NOT NULL DEFAULT 0,
    lease_expires_at timestamptz,
    -- Attempts begun, the lost ones (their executor died) included; attempts holds one object for each that ended.
    attempt_count    integer     NOT NULL DEFAULT 0,
    lost_count       integer     NOT NULL DEFAULT 0,
    -- The lost ones whose executor never said so: it died, instead of handing back what it could not wait for.
    crash_count      integer     NOT NULL DEFAULT 0,
    attempts         jsonb       NOT NULL DEFAULT '[]',
    started_at       timestamptz,
    finished_at      timestamptz,
    error_code       text,
    error            text,
    -- What the job's response_output_template made of the answer; json for the order of its keys.
    final_output     json,
    -- Why it was skipped or canceled; and, skipped rows only, for how many ticks the row stands.
    reason           text,
    missed_count     integer,
    -- The last tick of a schedule names the plan it completes: when it ends, a job still on that plan is completed.
    completes_plan   integer,
    -- Set with the end state when the job has rules, cleared by notifier-service with the deliveries it creates.
    report_pending   boolean     NOT NULL DEFAULT false,
    created_at       timestamptz NOT NULL DEFAULT now()
) PARTITION BY RANGE (id);

CREATE INDEX execution_by_workspace ON execution (workspace_id, id);
CREATE INDEX execution_by_job ON execution (job_id, id);
-- What went wrong is rare and searched for; the rest is found by looking back from the newest.
CREATE INDEX execution_unsuccessful ON execution (workspace_id, status, id)
    WHERE status IN ('failed', 'canceled', 'skipped');
CREATE INDEX execution_finished ON execution (workspace_id, finished_at, id) WHERE finished_at IS NOT NULL;
CREATE INDEX execution_of_limited_job ON execution (job_id, id)
    WHERE concurrency_limited AND status IN ('queued', 'running', 'waiting');
-- What may be handed over again by its time alone; the lines of limited jobs, which may be long, are left out.
CREATE INDEX execution_queued ON execution (due_at)
    WHERE status = 'queued' AND (NOT concurrency_limited OR attempt_count > 0);
CREATE INDEX execution_undispatched ON execution (due_at) WHERE status = 'queued' AND dispatched_at IS NULL;
-- By due_at and not by the lease: a claim and a renewal change no indexed column, so they rewrite a row in its page.
CREATE INDEX execution_running ON execution (due_at) WHERE status = 'running';
CREATE INDEX execution_report_pending ON execution (finished_at) WHERE report_pending;

-- Catches what no day covers (a tick made up after a very long outage); nothing else should live here.
CREATE TABLE execution_default PARTITION OF execution DEFAULT;

-- The smallest time-ordered id of an instant.
CREATE FUNCTION execution_id_floor(at timestamptz) RETURNS uuid
    LANGUAGE sql IMMUTABLE AS
$$
    SELECT (lpad(to_hex((extract(epoch FROM at) * 1000)::bigint), 12, '0') || '00000000000000000000')::uuid
$$;

-- Makes sure the days from the first to the last have a partition. Rows that reached the default partition before
-- their day existed move with it, in the same transaction.
CREATE FUNCTION ensure_execution_partitions(first_day date, last_day date) RETURNS void
    LANGUAGE plpgsql
    -- Rather late than in the way: whoever waits for these locks makes every claim and report wait behind.
    SET lock_timeout = '1s' AS
$$
DECLARE
    day        date;
    partition  text;
    low        uuid;
    high       uuid;
BEGIN
    -- Two schedulers may tend the partitions at once: the second waits and then finds nothing to do.
    PERFORM pg_advisory_xact_lock(hashtext('execution_partitions'));
    FOR day IN SELECT generate_series(first_day, last_day, interval '1 day')::date LOOP
        partition := 'execution_' || to_char(day, 'YYYYMMDD');
        CONTINUE WHEN to_regclass(partition) IS NOT NULL;
        low := execution_id_floor(day::timestamp AT TIME ZONE 'UTC');
        high := execution_id_floor((day + 1)::timestamp AT TIME ZONE 'UTC');
        -- Room in each page for the version of a row that its claim writes.
        EXECUTE format('CREATE TABLE %I (LIKE execution INCLUDING DEFAULTS INCLUDING CONSTRAINTS) WITH (fillfactor = 45)',
                       partition);
        EXECUTE format('WITH moved AS (DELETE FROM execution_default WHERE id >= %L AND id < %L RETURNING *)'
                       ' INSERT INTO %I SELECT * FROM moved', low, high, partition);
        EXECUTE format('ALTER TABLE execution ATTACH PARTITION %I FOR VALUES FROM (%L) TO (%L)', partition, low, high);
    END LOOP;
END
$$;

-- Drops the days before the given one, whole partitions at a time.
CREATE FUNCTION drop_execution_partitions(before date) RETURNS void
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
        EXECUTE format('DROP TABLE %I', partition);
    END LOOP;
    -- A tick recorded after a long outage is old by its id from the start: it is kept as long as any other from its writing.
    DELETE FROM execution_default WHERE created_at < before::timestamp AT TIME ZONE 'UTC';
END
$$;

SELECT ensure_execution_partitions((now() AT TIME ZONE 'UTC')::date - 1, (now() AT TIME ZONE 'UTC')::date + 7);

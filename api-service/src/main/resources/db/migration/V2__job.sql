-- What to call and when. Written by api-service; the end of its last run completes it (executor-service, or
-- scheduler-service when that run never was).
CREATE TABLE job (
    id           uuid PRIMARY KEY,
    workspace_id uuid        NOT NULL REFERENCES workspace ON DELETE CASCADE,
    name         text        NOT NULL,
    kind         text        NOT NULL CHECK (kind IN ('cron', 'recurring', 'scheduled', 'one_time')),
    state        text        NOT NULL CHECK (state IN ('active', 'paused', 'draft', 'completed')),
    schedule     jsonb       NOT NULL,
    -- json, not jsonb: a body is sent with its keys in the order in which they were stored.
    request      json        NOT NULL,
    retry_policy jsonb       NOT NULL,
    -- What becomes of the answer; json for the order of its keys.
    response_output_template json,
    tags         text[]      NOT NULL DEFAULT '{}',
    -- How many executions may be open at once (null: any number), and what becomes of a tick beyond that.
    concurrency_limit integer CHECK (concurrency_limit > 0),
    overlap      text        NOT NULL DEFAULT 'queue' CHECK (overlap IN ('queue', 'skip', 'cancel_running')),
    -- The secrets that the request names, so that a claim reads them along.
    secret_names text[]      NOT NULL DEFAULT '{}',
    -- Of the creation; free again when the job is deleted.
    idempotency_key text,
    -- Where a recurring job counts from: its creation, or the last change of its interval.
    anchor_at    timestamptz NOT NULL,
    -- Grows with each change of when the job runs, so that the end of an old plan's last tick cannot complete a new plan.
    plan         integer     NOT NULL DEFAULT 1,
    created_at   timestamptz NOT NULL,
    updated_at   timestamptz NOT NULL
);
CREATE INDEX job_by_workspace ON job (workspace_id, id);
CREATE INDEX job_by_state ON job (workspace_id, state, id);
CREATE UNIQUE INDEX job_by_idempotency_key ON job (workspace_id, idempotency_key) WHERE idempotency_key IS NOT NULL;

-- Jobs that were deleted while executions and deliveries of them are left. They are out of sight from the moment the
-- job is gone; scheduler-service removes them bit by bit.
CREATE TABLE deleted_job (
    job_id     uuid PRIMARY KEY,
    deleted_at timestamptz NOT NULL
);

-- The hot part of a schedule, a few bytes a row and only for active jobs. api-service plans it when a job changes,
-- scheduler-service claims and advances it; both hold the row's lock while they do, which is what keeps an edited
-- schedule from firing once the edit was answered.
CREATE TABLE job_due (
    job_id       uuid PRIMARY KEY REFERENCES job ON DELETE CASCADE,
    workspace_id uuid        NOT NULL,
    next_run_at  timestamptz NOT NULL
) WITH (autovacuum_vacuum_scale_factor = 0.02);
CREATE INDEX job_due_next ON job_due (next_run_at, job_id);

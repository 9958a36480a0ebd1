-- Heartbeats: who is expected to ping, and by when. A row is locked by whoever judges it: the API for a ping or an edit,
-- the scheduler for a deadline that passed.
CREATE TABLE monitor (
    id                    uuid PRIMARY KEY,
    workspace_id          uuid        NOT NULL REFERENCES workspace ON DELETE CASCADE,
    name                  text        NOT NULL,
    -- Either the longest time between two pings, or the times after which one has to come.
    expected_interval_sec integer,
    cron                  text,
    timezone              text,
    grace_seconds         integer     NOT NULL,
    -- How long a run may take that told its start; null for the grace.
    max_run_seconds       integer,
    state                 text        NOT NULL CHECK (state IN ('pending', 'up', 'down', 'paused')),
    -- From when on the next ping is waited for: the last end of a run, or the creation, resume or change of schedule.
    anchor_at             timestamptz NOT NULL,
    last_ping_at          timestamptz,
    -- The first run that was begun and has not ended, and what the client calls it.
    started_at            timestamptz,
    started_run           text,
    -- The deadline, grace included; null while paused.
    next_expected_at      timestamptz,
    -- How many pings it was ever sent. The last hundred are kept.
    ping_count            bigint      NOT NULL DEFAULT 0,
    created_at            timestamptz NOT NULL,
    updated_at            timestamptz NOT NULL,
    CONSTRAINT monitor_one_schedule CHECK ((expected_interval_sec IS NULL) = (cron IS NOT NULL)),
    CONSTRAINT monitor_zoned CHECK ((cron IS NULL) = (timezone IS NULL)),
    CONSTRAINT monitor_deadline CHECK ((state = 'paused') = (next_expected_at IS NULL))
) WITH (fillfactor = 70);
CREATE INDEX monitor_by_workspace ON monitor (workspace_id, id);
CREATE INDEX monitor_expected ON monitor (next_expected_at) WHERE state IN ('pending', 'up');

-- The addresses of a monitor that need no login: where it is pinged, and where its badge is. Looked up by the hash of
-- the token, which is sealed besides, because the owners are shown it again. Apart from the row that every ping changes.
CREATE TABLE monitor_address (
    id           uuid PRIMARY KEY,
    workspace_id uuid  NOT NULL,
    monitor_id   uuid  NOT NULL REFERENCES monitor ON DELETE CASCADE,
    purpose      text  NOT NULL CHECK (purpose IN ('ping', 'badge')),
    token_hash   bytea NOT NULL,
    sealed       bytea NOT NULL,
    CONSTRAINT monitor_address_token UNIQUE (token_hash),
    CONSTRAINT monitor_address_once UNIQUE (monitor_id, purpose)
);

-- The last hundred pings of each monitor. A ping takes the place of the one a hundred before it, so that nobody has to
-- clear away behind it.
CREATE TABLE monitor_ping (
    monitor_id     uuid        NOT NULL REFERENCES monitor ON DELETE CASCADE,
    -- The number of the ping, modulo 100.
    place          smallint    NOT NULL,
    id             uuid        NOT NULL,
    workspace_id   uuid        NOT NULL,
    -- Counted from 1 for each monitor.
    number         bigint      NOT NULL,
    kind           text        NOT NULL CHECK (kind IN ('start', 'success', 'fail', 'log')),
    exit_code      smallint,
    -- What the client calls the run that the ping belongs to.
    run            text,
    received_at    timestamptz NOT NULL,
    method         text        NOT NULL,
    ip             text,
    user_agent     text,
    body           text,
    body_truncated boolean     NOT NULL,
    PRIMARY KEY (monitor_id, place)
) WITH (fillfactor = 70);

-- Every change of a monitor's state, with its reason in words.
CREATE TABLE monitor_flip (
    id             uuid PRIMARY KEY,
    workspace_id   uuid        NOT NULL,
    monitor_id     uuid        NOT NULL REFERENCES monitor ON DELETE CASCADE,
    from_state     text        NOT NULL,
    to_state       text        NOT NULL,
    reason         text        NOT NULL,
    flipped_at     timestamptz NOT NULL,
    -- Set when a rule may care, which is on the way down and from down to up; cleared by notifier-service with the
    -- deliveries it creates.
    report_pending boolean     NOT NULL
);
CREATE INDEX monitor_flip_by_monitor ON monitor_flip (monitor_id, id);
CREATE INDEX monitor_flip_report_pending ON monitor_flip (flipped_at) WHERE report_pending;

-- When somebody could take pings: each API instance begins a row when it starts to, and moves its end on every few
-- seconds. Where no row covers a time, nobody heard what was sent then, and no monitor is blamed for it.
CREATE TABLE monitor_listening (
    instance uuid        NOT NULL,
    began_at timestamptz NOT NULL,
    until_at timestamptz NOT NULL,
    PRIMARY KEY (instance, began_at)
) WITH (fillfactor = 50);

GRANT SELECT, INSERT, UPDATE, DELETE ON monitor, monitor_address, monitor_ping, monitor_flip, monitor_listening
    TO belfry_api;

-- Whose a token is has to be found out before any workspace is entered, and who listened concerns everybody: these two
-- are not behind the wall.
DO
$$
DECLARE
    tenant_table text;
BEGIN
    FOREACH tenant_table IN ARRAY ARRAY ['monitor', 'monitor_ping', 'monitor_flip'] LOOP
        EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', tenant_table);
        EXECUTE format('CREATE POLICY tenant ON %I TO belfry_api USING (workspace_id = entered_workspace())', tenant_table);
    END LOOP;
END
$$;

-- Where to tell. Sensitive parts of the configuration stand in secret_sealed (AES-256-GCM), never in config.
CREATE TABLE notification_channel (
    id            uuid PRIMARY KEY,
    workspace_id  uuid        NOT NULL REFERENCES workspace ON DELETE CASCADE,
    name          text        NOT NULL,
    type          text        NOT NULL CHECK (type IN ('webhook')),
    config        jsonb       NOT NULL,
    secret_sealed bytea,
    created_at    timestamptz NOT NULL,
    updated_at    timestamptz NOT NULL
);
CREATE INDEX notification_channel_by_workspace ON notification_channel (workspace_id, id);

-- When to tell whom.
CREATE TABLE notification_rule (
    id           uuid PRIMARY KEY,
    workspace_id uuid        NOT NULL REFERENCES workspace ON DELETE CASCADE,
    job_id       uuid        NOT NULL REFERENCES job ON DELETE CASCADE,
    channel_id   uuid        NOT NULL REFERENCES notification_channel ON DELETE CASCADE,
    event        text        NOT NULL CHECK (event IN ('on_success', 'on_failure', 'on_completion')),
    created_at   timestamptz NOT NULL,
    CONSTRAINT notification_rule_once UNIQUE (job_id, channel_id, event)
);
CREATE INDEX notification_rule_by_channel ON notification_rule (channel_id);

-- One message to one channel about one execution. Written by notifier-service only.
CREATE TABLE notification_delivery (
    id               uuid PRIMARY KEY,
    workspace_id     uuid        NOT NULL REFERENCES workspace ON DELETE CASCADE,
    channel_id       uuid        NOT NULL REFERENCES notification_channel ON DELETE CASCADE,
    job_id           uuid        NOT NULL,
    execution_id     uuid        NOT NULL,
    event            text        NOT NULL,
    status           text        NOT NULL CHECK (status IN ('pending', 'delivered', 'failed')),
    -- When the next attempt may start; while an attempt is under way, when its lease ends.
    due_at           timestamptz NOT NULL,
    attempt_count    integer     NOT NULL DEFAULT 0,
    attempts         jsonb       NOT NULL DEFAULT '[]',
    error_code       text,
    error            text,
    created_at       timestamptz NOT NULL DEFAULT now(),
    finished_at      timestamptz,
    CONSTRAINT notification_delivery_once UNIQUE (execution_id, channel_id, event)
);
CREATE INDEX notification_delivery_by_workspace ON notification_delivery (workspace_id, id);
CREATE INDEX notification_delivery_by_job ON notification_delivery (job_id);
CREATE INDEX notification_delivery_by_channel ON notification_delivery (channel_id);
CREATE INDEX notification_delivery_pending ON notification_delivery (due_at) WHERE status = 'pending';

-- Where to tell. Which types there are is core's to say, not the table's.
ALTER TABLE notification_channel
    DROP CONSTRAINT notification_channel_type_check,
    -- refused: what it was sent last was refused for good, which the next success takes back. off: nothing is sent to it
    -- any more, because it failed for days or because somebody switched it off; only a person switches it on again.
    ADD COLUMN state text NOT NULL DEFAULT 'active' CHECK (state IN ('active', 'refused', 'off')),
    -- Since when it is in a state that is not active, and why.
    ADD COLUMN state_since timestamptz,
    ADD COLUMN state_reason text,
    -- The first failure since the last success.
    ADD COLUMN failing_since timestamptz,
    -- The other side asked to be left alone until then.
    ADD COLUMN not_before timestamptz;

-- When to tell whom: about a job, a monitor, or all of a workspace (all jobs of a tag, when there is one).
ALTER TABLE notification_rule
    ALTER COLUMN job_id DROP NOT NULL,
    ADD COLUMN monitor_id uuid REFERENCES monitor ON DELETE CASCADE,
    ADD COLUMN tag text,
    -- Null: every failure is told. Otherwise an outage is told once, when this many in a row have failed.
    ADD COLUMN after_failures integer CHECK (after_failures BETWEEN 1 AND 100),
    ADD COLUMN min_interval_minutes integer CHECK (min_interval_minutes > 0),
    ADD COLUMN remind_hours integer CHECK (remind_hours > 0),
    ADD COLUMN late_seconds integer CHECK (late_seconds > 0),
    ADD COLUMN quiet_hours jsonb,
    -- The newest message of a rule that paces its messages: when it was or will be due.
    ADD COLUMN paced_delivery_id uuid,
    ADD COLUMN paced_at timestamptz,
    -- What the rule hangs on, in one column, by which whoever ends an execution finds rules of all three kinds.
    ADD COLUMN target_id uuid NOT NULL GENERATED ALWAYS AS (coalesce(job_id, monitor_id, workspace_id)) STORED,
    DROP CONSTRAINT notification_rule_event_check,
    ADD CONSTRAINT notification_rule_event_check CHECK (event IN (
        'on_success', 'on_failure', 'on_completion', 'on_recovered', 'on_late', 'on_approval_required',
        'on_down', 'on_recovery')),
    -- Which ends of an execution notifier-service has to hear of. One that tells an outage once has to hear of its end.
    ADD COLUMN wants_success boolean NOT NULL GENERATED ALWAYS AS (
        event IN ('on_success', 'on_completion', 'on_recovered', 'on_late')
        OR event = 'on_failure' AND (after_failures IS NOT NULL OR remind_hours IS NOT NULL)) STORED,
    ADD COLUMN wants_failure boolean NOT NULL GENERATED ALWAYS AS (
        event IN ('on_failure', 'on_completion', 'on_late')) STORED,
    ADD CONSTRAINT notification_rule_one_target CHECK (
        num_nonnulls(job_id, monitor_id) <= 1 AND (tag IS NULL OR num_nonnulls(job_id, monitor_id) = 0)),
    DROP CONSTRAINT notification_rule_once,
    ADD CONSTRAINT notification_rule_once UNIQUE NULLS NOT DISTINCT (target_id, channel_id, event, tag);
CREATE INDEX notification_rule_by_workspace ON notification_rule (workspace_id, id);
CREATE INDEX notification_rule_by_job ON notification_rule (job_id) WHERE job_id IS NOT NULL;
CREATE INDEX notification_rule_by_monitor ON notification_rule (monitor_id) WHERE monitor_id IS NOT NULL;

-- One message: about an execution, about the flip of a monitor, or a test.
ALTER TABLE notification_delivery
    ALTER COLUMN job_id DROP NOT NULL,
    ALTER COLUMN execution_id DROP NOT NULL,
    ADD COLUMN monitor_id uuid REFERENCES monitor ON DELETE CASCADE,
    ADD COLUMN flip_id uuid REFERENCES monitor_flip ON DELETE CASCADE,
    -- Not a reference: what was told stays true when the rule is gone.
    ADD COLUMN rule_id uuid,
    -- 0 for the first message, then counted.
    ADD COLUMN reminder integer NOT NULL DEFAULT 0,
    -- What failed first, of a rule that tells an outage once: then it is told once.
    ADD COLUMN outage_id uuid,
    -- How it stood when this was decided: since when it fails, and how many in a row.
    ADD COLUMN broken_since timestamptz,
    ADD COLUMN failure_count integer,
    -- The message that speaks for this one, which is never sent by itself.
    ADD COLUMN folded_into uuid,
    -- How many attempts had been made when somebody asked for it to be delivered again.
    ADD COLUMN repeated_after integer NOT NULL DEFAULT 0,
    -- To the owners of the workspace by mail, about the channel, instead of to the channel.
    ADD COLUMN to_owners boolean NOT NULL DEFAULT false,
    DROP CONSTRAINT notification_delivery_status_check,
    ADD CONSTRAINT notification_delivery_status_check CHECK (status IN ('pending', 'delivered', 'failed', 'folded')),
    DROP CONSTRAINT notification_delivery_once;
CREATE UNIQUE INDEX notification_delivery_of_execution
    ON notification_delivery (execution_id, rule_id, reminder) WHERE execution_id IS NOT NULL;
CREATE UNIQUE INDEX notification_delivery_of_flip
    ON notification_delivery (flip_id, rule_id, reminder) WHERE flip_id IS NOT NULL;
CREATE UNIQUE INDEX notification_delivery_of_outage
    ON notification_delivery (outage_id, rule_id, reminder) WHERE outage_id IS NOT NULL;
CREATE INDEX notification_delivery_folded ON notification_delivery (folded_into) WHERE folded_into IS NOT NULL;
CREATE INDEX notification_delivery_by_monitor ON notification_delivery (monitor_id) WHERE monitor_id IS NOT NULL;

-- Outages that a rule has told and whose end has not come. Written by notifier-service under the rule's lock.
CREATE TABLE notification_outage (
    rule_id        uuid        NOT NULL REFERENCES notification_rule ON DELETE CASCADE,
    -- The job or the monitor.
    target_id      uuid        NOT NULL,
    outage_id      uuid        NOT NULL,
    broken_since   timestamptz NOT NULL,
    reminder_count integer     NOT NULL DEFAULT 0,
    -- Null for a rule that does not remind.
    remind_at      timestamptz,
    PRIMARY KEY (rule_id, target_id)
);
CREATE INDEX notification_outage_remind ON notification_outage (remind_at) WHERE remind_at IS NOT NULL;

-- When a scheduler was at work last. It says so even when nothing is due, so that its silence can be heard.
CREATE TABLE scheduler_beat (
    only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
    beat_at  timestamptz NOT NULL
);

-- What the watchdog has seen and told: one row for each kind of trouble that lasts, shared by all notifiers, so that one
-- of them tells. Deleted when its end was told.
CREATE TABLE watchdog_alarm (
    kind       text PRIMARY KEY,
    -- Stays the same over all attempts to tell.
    id         uuid        NOT NULL,
    began_at   timestamptz NOT NULL,
    facts      text        NOT NULL,
    told_at    timestamptz,
    ended_at   timestamptz,
    -- Whoever tells has this long, then another one may.
    leased_until timestamptz
);

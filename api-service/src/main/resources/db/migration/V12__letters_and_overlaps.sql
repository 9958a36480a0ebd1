-- A letter to the owners is one for each of them, so that an address that is refused takes nobody else's away.
ALTER TABLE notification_delivery
    -- Whom the letter goes to. Not a reference: somebody who is gone is found to be no owner any more.
    ADD COLUMN owner_id uuid;
UPDATE notification_delivery d
   SET owner_id = (SELECT s.user_id FROM membership s
                    WHERE s.workspace_id = d.workspace_id AND s.role = 'owner' ORDER BY s.user_id LIMIT 1)
 WHERE to_owners AND status = 'pending';

-- Lists are read by one of these, newest first; those of an execution are few and found by its unique index.
CREATE INDEX notification_delivery_of_channel ON notification_delivery (channel_id, id);
DROP INDEX notification_delivery_by_channel;
CREATE INDEX notification_delivery_of_monitor ON notification_delivery (monitor_id, id) WHERE monitor_id IS NOT NULL;
DROP INDEX notification_delivery_by_monitor;

-- What is still to be told of a job or a monitor, which the news of its end has to go behind, or speaks for.
CREATE INDEX notification_delivery_untold ON notification_delivery (coalesce(job_id, monitor_id))
    WHERE status = 'pending';

-- Who wants to hear of late starts; most installations look here every few seconds and find nobody.
CREATE INDEX notification_rule_on_late ON notification_rule (target_id) WHERE event = 'on_late';

ALTER TABLE monitor
    -- The other runs under way, by their names and beginnings, in their order; of no meaning when none is.
    ADD COLUMN later_runs jsonb;

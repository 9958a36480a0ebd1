-- What people look for among deliveries are the few that did not arrive.
CREATE INDEX notification_delivery_undelivered ON notification_delivery (workspace_id, status, id)
    WHERE status <> 'delivered';

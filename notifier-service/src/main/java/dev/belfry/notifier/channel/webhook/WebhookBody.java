package dev.belfry.notifier.channel.webhook;

import dev.belfry.notifier.channel.Notification;
import java.time.Instant;
import java.util.UUID;

/** What a webhook carries, as JSON with snake_case names. */
record WebhookBody(
        String event, UUID workspaceId, Notification.Job job, Notification.Execution execution, Instant timestamp) {

    static WebhookBody of(Notification notification, Instant now) {
        return new WebhookBody(
                notification.event(), notification.workspaceId(), notification.job(), notification.execution(), now);
    }
}

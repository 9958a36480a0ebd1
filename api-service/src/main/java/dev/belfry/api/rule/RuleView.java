package dev.belfry.api.rule;

import dev.belfry.core.notification.NotificationEvent;
import dev.belfry.transport.json.WireJson;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A rule as a client sees it.
 *
 * @param jobId the job it hangs on; null when it hangs on a monitor or the workspace
 * @param monitorId the monitor it hangs on; null when it hangs on a job or the workspace
 */
@Schema(name = "NotificationRule")
public record RuleView(
        UUID id,
        UUID workspaceId,
        @Nullable UUID jobId,
        @Nullable UUID monitorId,
        @Nullable String tag,
        UUID channelId,
        @Schema(implementation = NotificationEvent.class) String event,
        @Nullable Integer afterFailures,
        @Nullable Integer minIntervalMinutes,
        @Nullable Integer remindHours,
        @Nullable Integer lateSeconds,
        RuleInput.@Nullable Quiet quietHours,
        Instant createdAt) {

    static RuleView of(Rule rule) {
        return new RuleView(
                rule.id,
                rule.workspaceId,
                rule.jobId,
                rule.monitorId,
                rule.tag,
                rule.channelId,
                rule.event,
                rule.afterFailures,
                rule.minIntervalMinutes,
                rule.remindHours,
                rule.lateSeconds,
                rule.quietHours == null ? null : WireJson.read(rule.quietHours, RuleInput.Quiet.class),
                rule.createdAt);
    }
}

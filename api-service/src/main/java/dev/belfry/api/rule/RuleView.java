package dev.belfry.api.rule;

import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A rule as a client sees it. */
@Schema(name = "NotificationRule")
public record RuleView(
        UUID id,
        UUID workspaceId,
        UUID jobId,
        UUID channelId,
        @Schema(implementation = RuleInput.Event.class) String event,
        Instant createdAt) {

    static RuleView of(Rule rule) {
        return new RuleView(rule.id, rule.workspaceId, rule.jobId, rule.channelId, rule.event, rule.createdAt);
    }
}

package dev.belfry.api.delivery;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * One message to one channel: about an execution, about the flip of a monitor, or a test.
 *
 * @param ruleId the rule that asked for it; null for a test
 * @param event the rule's event, {@code test}, or {@code channel_off} for the notice to the owners
 * @param status pending, delivered, failed, or folded: another message counts it in
 * @param reminder 0 for the first message about an outage, then counted
 * @param foldedInto the message that counts this one in
 * @param nextAttemptAt when the next attempt may start; null once it ended
 * @param attempts one object for each attempt that ended, with the beginning of the other side's answer
 */
@Schema(name = "NotificationDelivery")
public record DeliveryView(
        UUID id,
        UUID channelId,
        @Nullable UUID ruleId,
        @Nullable UUID jobId,
        @Nullable UUID executionId,
        @Nullable UUID monitorId,
        @Nullable UUID flipId,
        String event,

        @Schema(enumeration = {"pending", "delivered", "failed", "folded"})
        String status,

        int reminder,
        @Nullable UUID foldedInto,
        int attemptCount,
        @Nullable Instant nextAttemptAt,
        @Nullable String error,
        @Nullable String errorCode,

        @Schema(type = SchemaType.ARRAY, implementation = Object.class)
        JsonNode attempts,

        Instant createdAt,
        @Nullable Instant finishedAt) {

    boolean isPending() {
        return status.equals("pending");
    }
}

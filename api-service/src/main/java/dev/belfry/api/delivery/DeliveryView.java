package dev.belfry.api.delivery;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * One message to one channel about one execution.
 *
 * @param status pending, delivered or failed
 * @param nextAttemptAt when the next attempt may start; null once it ended
 * @param attempts one object for each attempt that ended, without the receiver's answer
 */
@Schema(name = "NotificationDelivery")
public record DeliveryView(
        UUID id,
        UUID channelId,
        UUID jobId,
        UUID executionId,
        String event,

        @Schema(enumeration = {"pending", "delivered", "failed"})
        String status,

        int attemptCount,
        @Nullable Instant nextAttemptAt,
        @Nullable String error,
        @Nullable String errorCode,

        @Schema(type = SchemaType.ARRAY, implementation = Object.class)
        JsonNode attempts,

        Instant createdAt,
        @Nullable Instant finishedAt) {}

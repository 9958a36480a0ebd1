package dev.belfry.notifier.delivery;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.belfry.notifier.channel.DeliveryOutcome;
import dev.belfry.transport.json.WireJson;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What to write about an attempt that ended.
 *
 * @param status pending when another attempt follows
 * @param retryAfter the wait until the next attempt; zero when there is none. A span, because the database's clock says what is due
 */
record DeliveryResult(
        UUID id, int attempt, String status, Duration retryAfter, DeliveryOutcome outcome, Instant startedAt) {

    @JsonInclude(JsonInclude.Include.NON_NULL)
    private record AttemptRecord(
            @JsonProperty("number") int number,
            @JsonProperty("status") String status,
            @JsonProperty("statusCode") @Nullable Integer statusCode,
            @JsonProperty("errorClass") @Nullable String errorClass,
            @JsonProperty("errorMessage") @Nullable String errorMessage,
            @JsonProperty("startedAt") Instant startedAt) {}

    static DeliveryResult of(
            DueDelivery delivery, DeliveryOutcome outcome, Instant startedAt, List<Duration> retryWaits) {
        if (outcome.isDelivered()) {
            return new DeliveryResult(
                    delivery.id(), delivery.attempt(), "delivered", Duration.ZERO, outcome, startedAt);
        }
        if (outcome.isPermanent() || delivery.attempt() > retryWaits.size()) {
            return new DeliveryResult(delivery.id(), delivery.attempt(), "failed", Duration.ZERO, outcome, startedAt);
        }
        Duration wait = retryWaits.get(delivery.attempt() - 1);
        return new DeliveryResult(delivery.id(), delivery.attempt(), "pending", wait, outcome, startedAt);
    }

    /** The attempt as it is stored and shown; its names are those of an execution's attempts. */
    String attemptJson() {
        return WireJson.write(new AttemptRecord(
                attempt,
                outcome.isDelivered() ? "SUCCESS" : "FAILED",
                outcome.statusCode(),
                outcome.errorCode() == null ? null : outcome.errorCode().name(),
                outcome.error(),
                startedAt.truncatedTo(ChronoUnit.MILLIS)));
    }
}

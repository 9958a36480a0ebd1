package dev.belfry.notifier.delivery;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.belfry.notifier.channel.DeliveryOutcome;
import dev.belfry.notifier.channel.DeliveryOutcome.Verdict;
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
 * @param judgesChannel whether the outcome says anything about the channel
 */
record DeliveryResult(
        UUID id,
        int attempt,
        String status,
        Duration retryAfter,
        DeliveryOutcome outcome,
        Instant startedAt,
        boolean judgesChannel) {

    @JsonInclude(JsonInclude.Include.NON_NULL)
    private record AttemptRecord(
            @JsonProperty("number") int number,
            @JsonProperty("status") String status,
            @JsonProperty("statusCode") @Nullable Integer statusCode,
            @JsonProperty("errorClass") @Nullable String errorClass,
            @JsonProperty("errorMessage") @Nullable String errorMessage,
            @JsonProperty("answer") @Nullable String answer,
            @JsonProperty("startedAt") Instant startedAt) {}

    static DeliveryResult of(
            DueDelivery delivery, DeliveryOutcome outcome, Instant startedAt, List<Duration> retryWaits) {
        int attempt = delivery.attemptOfRound();
        boolean again = !outcome.isDelivered() && outcome.verdict() != Verdict.REFUSED && attempt <= retryWaits.size();
        Duration wait = again ? longer(retryWaits.get(attempt - 1), outcome.askedWait()) : Duration.ZERO;
        String status = outcome.isDelivered() ? "delivered" : again ? "pending" : "failed";
        return new DeliveryResult(
                delivery.id(),
                delivery.attempt(),
                status,
                wait,
                outcome,
                startedAt,
                !delivery.isToOwner() && !delivery.isChannelOff());
    }

    private static Duration longer(Duration ours, Duration theirs) {
        return theirs.compareTo(ours) > 0 ? theirs : ours;
    }

    /** What the channel's state follows from; null when it says nothing about the channel. */
    @Nullable
    Verdict verdictOnChannel() {
        return judgesChannel && outcome.verdict() != Verdict.OURS ? outcome.verdict() : null;
    }

    /** Why a channel is refused or off, in words. */
    @Nullable
    String reason() {
        if (outcome.error() == null) {
            return null;
        }
        return outcome.answer() == null ? outcome.error() : outcome.error() + ": " + outcome.answer();
    }

    /** The attempt as it is stored and shown; its names are those of an execution's attempts. */
    String attemptJson() {
        return WireJson.write(new AttemptRecord(
                attempt,
                outcome.isDelivered() ? "SUCCESS" : "FAILED",
                outcome.statusCode(),
                outcome.errorCode() == null ? null : outcome.errorCode().name(),
                outcome.error(),
                outcome.answer(),
                startedAt.truncatedTo(ChronoUnit.MILLIS)));
    }
}

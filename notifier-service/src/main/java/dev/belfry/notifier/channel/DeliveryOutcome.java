package dev.belfry.notifier.channel;

import dev.belfry.core.execution.ErrorCode;
import dev.belfry.core.secret.reference.SecretMask;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How one attempt to deliver went.
 *
 * @param statusCode of the other side's answer, of HTTP or SMTP; null when there was none
 * @param errorCode null when it was delivered
 * @param error null when it was delivered
 * @param answer the beginning of what the other side said; null when it said nothing
 * @param askedWait what the other side asked for before the next attempt; zero when it did not
 */
public record DeliveryOutcome(
        Verdict verdict,
        @Nullable Integer statusCode,
        @Nullable ErrorCode errorCode,
        @Nullable String error,
        @Nullable String answer,
        Duration askedWait) {

    /** What follows from an attempt. */
    public enum Verdict {
        DELIVERED,
        /** The other side may mend it, or has to: it counts against the channel when it lasts. */
        FAILED,
        /** The other side wants fewer messages; it is well otherwise. */
        SLOWED,
        /** No attempt can mend it: the other side does not want this message, or is gone. */
        REFUSED,
        /** The trouble is on this side, such as a mail server that is away: nothing against the channel. */
        OURS
    }

    /** More than anybody waits for an answer of a person. */
    private static final int MAX_ANSWER = 500;

    public DeliveryOutcome {
        answer = answer == null || answer.isBlank() ? null : Fitted.text(answer, MAX_ANSWER);
    }

    public static DeliveryOutcome delivered(int statusCode, String answer) {
        return new DeliveryOutcome(Verdict.DELIVERED, statusCode, null, null, answer, Duration.ZERO);
    }

    /** The other side answered, and not with a success. */
    public static DeliveryOutcome answered(Verdict verdict, int statusCode, String answer, Duration wait) {
        String error = "the receiver answered " + statusCode;
        return new DeliveryOutcome(verdict, statusCode, ErrorCode.HTTP_STATUS, error, answer, wait);
    }

    /** No answer that could be judged. */
    public static DeliveryOutcome failed(Verdict verdict, ErrorCode code, String error) {
        return new DeliveryOutcome(verdict, null, code, error, null, Duration.ZERO);
    }

    /** The same without what nobody may read. */
    public DeliveryOutcome masked(SecretMask mask) {
        return new DeliveryOutcome(
                verdict,
                statusCode,
                errorCode,
                error == null ? null : mask.mask(error),
                answer == null ? null : mask.maskCut(answer),
                askedWait);
    }

    public boolean isDelivered() {
        return verdict == Verdict.DELIVERED;
    }
}

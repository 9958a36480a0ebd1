package dev.belfry.notifier.channel;

import dev.belfry.core.execution.ErrorCode;
import org.jspecify.annotations.Nullable;

/**
 * How one attempt to deliver went.
 *
 * @param statusCode the receiver's answer; null when there was none
 * @param errorCode null when it was delivered
 * @param error null when it was delivered
 * @param isPermanent whether no other attempt can mend it
 */
public record DeliveryOutcome(
        @Nullable Integer statusCode,
        @Nullable ErrorCode errorCode,
        @Nullable String error,
        boolean isPermanent) {

    public static DeliveryOutcome delivered(int statusCode) {
        return new DeliveryOutcome(statusCode, null, null, false);
    }

    public static DeliveryOutcome refused(int statusCode) {
        return new DeliveryOutcome(statusCode, ErrorCode.HTTP_STATUS, "the receiver answered " + statusCode, false);
    }

    public static DeliveryOutcome failed(ErrorCode code, String error, boolean isPermanent) {
        return new DeliveryOutcome(null, code, error, isPermanent);
    }

    public boolean isDelivered() {
        return errorCode == null;
    }
}

package dev.belfry.executor.attempt;

import dev.belfry.core.retry.Backoff;
import dev.belfry.core.retry.RetryPolicy;
import dev.belfry.executor.attempt.AttemptOutcome.Refused;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/** Whether a failed attempt is followed by another, and after which wait. Pure. */
public final class RetryDecision {

    /** A target may ask for patience, but not for more than this. */
    public static final Duration LONGEST_RETRY_AFTER = Duration.ofHours(1);

    private RetryDecision() {}

    /**
     * The wait before the next attempt, or nothing when there is none.
     *
     * @param countedAttempts attempts so far that count against the policy, the failed one included
     * @param now when the attempt ended; a {@code Retry-After} date is read against it
     * @param random from 0 (inclusive) to 1 (exclusive)
     */
    public static Optional<Duration> after(
            AttemptOutcome outcome, RetryPolicy policy, int countedAttempts, Instant now, double random) {
        if (!outcome.isRetryable(policy) || countedAttempts >= policy.maxAttempts()) {
            return Optional.empty();
        }
        Duration backoff = Backoff.after(countedAttempts, random);
        Duration asked = outcome instanceof Refused refused ? retryAfter(refused, now) : Duration.ZERO;
        return Optional.of(asked.compareTo(backoff) > 0 ? asked : backoff);
    }

    /** RFC 9110, 10.2.3: seconds or a date. What cannot be read asks for nothing. */
    private static Duration retryAfter(Refused refused, Instant now) {
        String value =
                refused.answered().headers().getOrDefault("retry-after", "").strip();
        boolean invites =
                refused.answered().status() == 429 || refused.answered().status() == 503;
        if (value.isEmpty() || !invites) {
            return Duration.ZERO;
        }
        Duration asked = value.matches("\\d{1,9}") ? Duration.ofSeconds(Long.parseLong(value)) : untilDate(value, now);
        return asked.compareTo(LONGEST_RETRY_AFTER) > 0 ? LONGEST_RETRY_AFTER : asked;
    }

    private static Duration untilDate(String value, Instant now) {
        try {
            Instant date = ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
            return Duration.between(now, date);
        } catch (DateTimeParseException e) {
            return Duration.ZERO;
        }
    }
}

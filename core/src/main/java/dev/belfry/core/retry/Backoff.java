package dev.belfry.core.retry;

import java.time.Duration;

/** How long to wait after a failed attempt: 250 ms x 2^attempt x jitter, never more than five minutes. */
public final class Backoff {

    public static final Duration MAX = Duration.ofMinutes(5);
    private static final double UNIT_MILLIS = 250;

    private Backoff() {}

    /**
     * The wait after an attempt.
     *
     * @param attempt the attempt that just failed, from 1
     * @param random a number from 0 (inclusive) to 1 (exclusive); it becomes a factor from 0.5 to 1.5
     */
    public static Duration after(int attempt, double random) {
        double millis = Math.scalb(UNIT_MILLIS, Math.min(attempt, 30)) * (0.5 + random);
        return millis >= MAX.toMillis() ? MAX : Duration.ofMillis(Math.round(millis));
    }
}

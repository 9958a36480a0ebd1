package dev.belfry.api.why;

import java.time.Duration;
import java.time.Instant;

/** A span of time as people say it. */
final class Span {

    private static final long SECOND = 1_000;
    private static final long MINUTE = 60 * SECOND;
    private static final long HOUR = 60 * MINUTE;

    private Span() {}

    static String between(Instant from, Instant to) {
        return text(Math.max(0, Duration.between(from, to).toMillis()));
    }

    static String text(long millis) {
        if (millis < SECOND) {
            return millis + " ms";
        }
        if (millis < MINUTE) {
            return millis / SECOND + "." + millis % SECOND / 100 + " s";
        }
        return millis < HOUR
                ? millis / MINUTE + " min " + millis % MINUTE / SECOND + " s"
                : millis / HOUR + " h " + millis % HOUR / MINUTE + " min";
    }
}

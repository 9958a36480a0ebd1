package dev.belfry.load.faults.judge;

import java.time.Duration;
import java.time.Instant;

/** A span in which nobody could plan: the database was away, or every scheduler. */
public record Outage(Instant from, Instant to) {

    /** For a service to start and to look around afterwards. */
    private static final Duration SLACK = Duration.ofSeconds(30);

    boolean explains(Instant missed) {
        return !missed.isBefore(from.minusSeconds(5)) && !missed.isAfter(to.plus(SLACK));
    }
}

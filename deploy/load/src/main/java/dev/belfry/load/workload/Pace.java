package dev.belfry.load.workload;

import java.time.Duration;

/** How long the creation of jobs takes; carefully guessed until some were created. */
public final class Pace {

    private static final Duration GUESS = Duration.ofMillis(10);

    private Duration each = GUESS;

    /** With half as much again in reserve. */
    Duration timeFor(int jobs) {
        return each.multipliedBy(jobs * 3L / 2);
    }

    /** So many were created in so long. */
    public void learn(int jobs, long nanos) {
        each = Duration.ofNanos(nanos / jobs);
    }
}

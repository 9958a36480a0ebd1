package dev.belfry.api.plan;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What was planned for a job.
 *
 * @param nextRunAt when the scheduler will plan its next execution; null when never
 * @param queued whether an execution was queued at once
 */
public record Plan(@Nullable Instant nextRunAt, boolean queued) {

    /** Nothing will run. */
    public static final Plan NONE = new Plan(null, false);

    /** Further ahead than the scheduler looks between two polls, so it finds the rest by itself in time. */
    private static final Duration SOON = Duration.ofSeconds(5);

    /** Whether the scheduler has to be told, because it may not look again before this is due. */
    boolean isUrgent(Instant now) {
        return queued || (nextRunAt != null && nextRunAt.isBefore(now.plus(SOON)));
    }
}

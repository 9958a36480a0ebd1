package dev.belfry.api.plan;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
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

    /** The most urgent of plans. */
    public static Plan soonest(List<Plan> plans) {
        Instant next = plans.stream()
                .map(Plan::nextRunAt)
                .filter(Objects::nonNull)
                .min(Comparator.naturalOrder())
                .orElse(null);
        return new Plan(next, plans.stream().anyMatch(Plan::queued));
    }

    /** Whether the scheduler has to be told, because it may not look again before this is due. */
    boolean isUrgent(Instant now) {
        return queued || (nextRunAt != null && nextRunAt.isBefore(now.plus(SOON)));
    }
}

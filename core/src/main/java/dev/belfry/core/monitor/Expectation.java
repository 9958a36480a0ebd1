package dev.belfry.core.monitor;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a monitor was told to expect. Immutable, thread-safe.
 *
 * @param schedule when pings come
 * @param grace how much later they may come; from a second to a day
 * @param maxRun how long a run may take that tells its start. While one is under way no other ping is waited for. Null for
 *     the grace, and then the ping is waited for as if nothing had started
 */
public record Expectation(
        HeartbeatSchedule schedule,
        Duration grace,
        @Nullable Duration maxRun) {

    /** A wait as a gap leaves it, with its deadline. */
    public record Excused(Wait waiting, Instant deadline) {}

    /** When the monitor goes down unless something ends the wait before. */
    public Instant deadline(Wait wait) {
        return deadline(schedule.expectedAfter(wait.anchor()), wait.startedAt());
    }

    /**
     * The wait and its deadline when nobody is blamed for what nobody could hear. Asked again with the wait that it
     * answered, it answers the same.
     *
     * @param gaps in which nobody listened, in their order; those that do not matter may be among them
     */
    public Excused excused(Wait wait, List<Gap> gaps) {
        Wait now = wait;
        Instant expected = schedule.expectedAfter(now.anchor());
        for (Gap gap : gaps) {
            Instant deadline = deadline(expected, now.startedAt());
            if (gap.from().isAfter(deadline)) {
                break;
            }
            if (endsUnheard(now.startedAt(), gap)) {
                // It may have ended in the gap, and counts as ended when that was over.
                now = new Wait(gap.to(), false, null);
                expected = schedule.expectedAfter(gap.to());
            } else if (gap.to().isAfter(now.anchor())) {
                expected = schedule.expectedDespite(gap, now, expected);
            }
        }
        return new Excused(now, deadline(expected, now.startedAt()));
    }

    private static boolean endsUnheard(@Nullable Instant startedAt, Gap gap) {
        return startedAt != null && gap.to().isAfter(startedAt);
    }

    private Instant deadline(Instant expected, @Nullable Instant startedAt) {
        Instant late = expected.plus(grace);
        if (startedAt == null) {
            return late;
        }
        if (maxRun != null) {
            return startedAt.plus(maxRun);
        }
        Instant longest = startedAt.plus(grace);
        return longest.isBefore(late) ? longest : late;
    }
}

package dev.belfry.api.ledger;

import dev.belfry.core.schedule.Schedule;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** Finds the ticks again that one skipped row stands for. */
final class MissedTicks {

    /** Beyond it, a row stays one line: no page shows as many, and to find them takes the time of so many questions. */
    static final int MAX = 50_000;

    private static final Duration FIRST_LOOK = Duration.ofHours(1);
    private static final int WIDER = 4;

    private MissedTicks() {}

    /**
     * The last ticks of a schedule up to the newest, oldest first.
     *
     * @param after a tick before all of them
     * @param certain whether the schedule is surely the one that missed them; otherwise it has to agree in their number
     * @return nothing when the schedule cannot have missed these ticks
     */
    static Optional<List<Instant>> find(Schedule schedule, TickRow row, Instant after, boolean certain) {
        if (row.count() > MAX) {
            return Optional.empty();
        }
        Deque<Instant> ticks = upTo(schedule, row, after);
        boolean more = ticks.size() > row.count();
        if (more) {
            ticks.removeFirst();
        }
        boolean agrees = ticks.size() == row.count() && ticks.getLast().equals(row.scheduledFor());
        return agrees && (certain || !more) ? Optional.of(List.copyOf(ticks)) : Optional.empty();
    }

    /** The row's number of ticks and one more, if there are; a schedule tells what comes next and not what came before. */
    private static Deque<Instant> upTo(Schedule schedule, TickRow row, Instant after) {
        Duration look = FIRST_LOOK;
        while (true) {
            Instant from = row.scheduledFor().minus(look);
            boolean all = !from.isAfter(after);
            Deque<Instant> ticks = between(schedule, all ? after : from, row);
            if (all || ticks.size() > row.count()) {
                return ticks;
            }
            look = look.multipliedBy(WIDER);
        }
    }

    private static Deque<Instant> between(Schedule schedule, Instant after, TickRow row) {
        Deque<Instant> ticks = new ArrayDeque<>();
        Optional<Instant> tick = schedule.next(after);
        while (tick.isPresent() && !tick.get().isAfter(row.scheduledFor())) {
            ticks.addLast(tick.get());
            if (ticks.size() > row.count() + 1) {
                ticks.removeFirst();
            }
            tick = schedule.next(tick.get());
        }
        return ticks;
    }
}

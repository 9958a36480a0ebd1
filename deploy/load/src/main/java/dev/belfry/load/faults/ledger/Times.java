package dev.belfry.load.faults.ledger;

import dev.belfry.core.schedule.Schedule;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** When a job runs. */
public sealed interface Times {

    /** The instants after the first and up to the second. */
    default List<Instant> within(Instant after, Instant upTo) {
        List<Instant> instants = new ArrayList<>();
        Optional<Instant> tick = next(after);
        while (tick.isPresent() && !tick.get().isAfter(upTo)) {
            instants.add(tick.get());
            tick = next(tick.get());
        }
        return instants;
    }

    /** The first instant strictly after another. */
    Optional<Instant> next(Instant after);

    /** A single instant. */
    record Once(Instant at) implements Times {
        @Override
        public Optional<Instant> next(Instant after) {
            return at.isAfter(after) ? Optional.of(at) : Optional.empty();
        }
    }

    /** The multiples of an interval, counted from an anchor that is none itself. */
    record Every(Instant anchor, Duration interval) implements Times {
        @Override
        public Optional<Instant> next(Instant after) {
            long passed = Math.max(0, Duration.between(anchor, after).dividedBy(interval));
            Instant candidate = anchor.plus(interval.multipliedBy(passed));
            boolean counts = passed > 0 && candidate.isAfter(after);
            return Optional.of(counts ? candidate : candidate.plus(interval));
        }
    }

    /** What a cron expression means, by the engine that has tests of its own for it. */
    record Cron(Schedule schedule) implements Times {
        @Override
        public Optional<Instant> next(Instant after) {
            return schedule.next(after);
        }
    }
}

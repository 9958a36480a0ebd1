package dev.belfry.core.schedule;

import dev.belfry.core.schedule.cron.ZonedCron;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The instants a schedule asks for, before bounds and jitter. */
sealed interface Ticks {

    /** The first tick strictly after an instant, null when there is none. */
    @Nullable
    Instant next(Instant after);

    /** One sentence in English. */
    String description();

    /** On the wall clock of a zone. */
    record Cron(ZonedCron cron) implements Ticks {
        @Override
        public @Nullable Instant next(Instant after) {
            return cron.next(after);
        }

        @Override
        public String description() {
            return cron.expression().description();
        }
    }

    /** In absolute time, first one interval after the anchor: neither drift nor daylight saving touches it. */
    record Interval(Instant anchor, long seconds) implements Ticks {
        @Override
        public Instant next(Instant after) {
            long elapsed = Duration.between(anchor, after).toSeconds();
            long passed = Math.max(0, Math.floorDiv(elapsed, seconds));
            return anchor.plusSeconds((passed + 1) * seconds);
        }

        @Override
        public String description() {
            return seconds == 60 ? "Every minute" : "Every " + seconds / 60 + " minutes";
        }
    }

    /** Once. */
    record Single(Instant at) implements Ticks {
        @Override
        public @Nullable Instant next(Instant after) {
            return at.isAfter(after) ? at : null;
        }

        @Override
        public String description() {
            return "Once, at " + at;
        }
    }
}

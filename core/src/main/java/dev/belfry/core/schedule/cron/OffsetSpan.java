package dev.belfry.core.schedule.cron;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import org.jspecify.annotations.Nullable;

/**
 * A stretch of time in which a zone's clocks are not changed.
 *
 * @param entry the change it begins with, null at the beginning of time
 * @param exit the change that ends it, null when none will come
 */
record OffsetSpan(
        int offset,
        @Nullable ZoneOffsetTransition entry,
        @Nullable ZoneOffsetTransition exit) {

    static OffsetSpan at(ZoneRules rules, long second) {
        Instant instant = Instant.ofEpochSecond(second);
        return new OffsetSpan(
                rules.getOffset(instant).getTotalSeconds(),
                rules.previousTransition(instant.plusSeconds(1)),
                rules.nextTransition(instant));
    }

    boolean contains(long second) {
        return (entry == null || entry.toEpochSecond() <= second) && second < end();
    }

    /** The second of the next change. */
    long end() {
        return exit == null ? Long.MAX_VALUE : exit.toEpochSecond();
    }

    /** The first wall-clock second of this span that has not been on the clock already before it. */
    long firstFreshWallClock() {
        return entry == null || entry.isGap()
                ? Long.MIN_VALUE
                : entry.getDateTimeBefore().toEpochSecond(ZoneOffset.UTC);
    }
}

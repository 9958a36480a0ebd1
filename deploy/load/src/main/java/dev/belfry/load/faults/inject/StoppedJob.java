package dev.belfry.load.faults.inject;

import dev.belfry.load.faults.judge.CatchUpCheck;
import dev.belfry.load.faults.ledger.Times;
import dev.belfry.load.faults.traffic.Standing;
import java.time.Duration;
import java.time.Instant;
import java.util.TreeSet;

/**
 * A job that lives through a full stop.
 *
 * @param catchUp {@code latest}, {@code all} or {@code none}
 * @param isDeep whether its outage is made much longer, so that more is to be made up than may be at a time
 */
record StoppedJob(Standing standing, String catchUp, Duration window, boolean isDeep) {

    private static final Duration MINUTE = Duration.ofMinutes(1);

    /** Puts its plan back, in the ledger; the database is somebody else's part. */
    void putBack(int minutes) {
        if (minutes > 0) {
            standing.plan().countAlso(timesPutBack(minutes), first(minutes).minusMillis(1), first(0).minusMillis(1));
        }
    }

    CatchUpCheck check(int minutesPutBack, Instant latest) {
        Times times = timesPutBack(minutesPutBack);
        return new CatchUpCheck(
                standing.id(),
                catchUp,
                window,
                new TreeSet<>(times.within(first(minutesPutBack).minusMillis(1), latest)));
    }

    private Instant first(int minutesPutBack) {
        return standing.times().next(standing.createdAt()).orElseThrow().minus(MINUTE.multipliedBy(minutesPutBack));
    }

    private Times timesPutBack(int minutes) {
        return standing.times() instanceof Times.Every every
                ? new Times.Every(every.anchor().minus(MINUTE.multipliedBy(minutes + 1L)), MINUTE)
                : standing.times();
    }
}

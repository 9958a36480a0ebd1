package dev.belfry.load.faults.ledger;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What one job was told, in the order in which it was told. */
public final class JobPlan {

    private final UUID job;
    private final List<Period> periods = new ArrayList<>();

    JobPlan(UUID job) {
        this.job = job;
    }

    /** A span of time in which one schedule holds; its first and its last moments may be uncertain. */
    private static final class Period {
        final Times times;
        final Instant from;
        final Instant certainFrom;

        @Nullable
        Instant certainUntil;

        @Nullable
        Instant until;

        Period(Times times, Instant from, Instant certainFrom) {
            this.times = times;
            this.from = from;
            this.certainFrom = certainFrom;
        }
    }

    /** From a known moment on, these instants count. */
    public void begin(Times times, Instant after) {
        begin(times, after, after);
    }

    /** These instants count from a moment between the two on. */
    public synchronized void begin(Times times, Instant asked, Instant answered) {
        periods.add(new Period(times, asked, answered));
    }

    /** From a moment between the two on, the present schedule counts no more. */
    public synchronized void end(Instant asked, Instant answered) {
        for (Period period : periods) {
            if (period.until == null) {
                period.certainUntil = asked;
                period.until = answered;
            }
        }
    }

    /** These instants count as well, although they lie before the job: somebody has put its clock back. */
    public synchronized void countAlso(Times times, Instant after, Instant upTo) {
        Period past = new Period(times, after, after);
        past.until = upTo;
        periods.add(past);
    }

    synchronized List<DueInstant> upTo(Instant end) {
        List<DueInstant> due = new ArrayList<>();
        for (Period period : periods) {
            Instant until = period.until == null || period.until.isAfter(end) ? end : period.until;
            for (Instant at : period.times.within(period.from, until)) {
                boolean late = period.certainUntil != null && !at.isBefore(period.certainUntil);
                due.add(new DueInstant(job, at, at.isAfter(period.certainFrom) && !late));
            }
        }
        return due;
    }
}

package dev.belfry.load.faults.judge;

import dev.belfry.load.faults.evidence.ExecutionRow;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;

/**
 * What became of one job's instants over an outage, against what its {@code catch_up} says.
 *
 * <p>{@code latest}: the newest missed instant runs, unless it is older than the window; one skipped row counts the others.
 * {@code all}: those within the window run; one skipped row counts the older ones. {@code none}: one skipped row counts
 * them all. Which instants were missed depends on when the scheduler came to the job; any moment in which it can have
 * been may be the one, but it has to be one moment.
 *
 * @param catchUp {@code latest}, {@code all} or {@code none}
 * @param ticks the instants from the beginning of the outage to its last possible end, in order
 */
public record CatchUpCheck(UUID job, String catchUp, Duration window, SortedSet<Instant> ticks) {

    private static final String RAN = "ran";

    /**
     * @param earliest when the scheduler may have come to the job at the earliest
     * @param latest and at the latest
     * @param rows the job's
     */
    public List<Finding> findings(Instant earliest, Instant latest, List<ExecutionRow> rows) {
        SortedMap<Instant, String> found = new TreeMap<>();
        for (ExecutionRow row : rows) {
            if (row.isBySchedule() && !row.scheduledFor().isBefore(ticks.first())) {
                found.put(row.scheduledFor(), row.isMissed() ? "skipped for " + row.missedCount() : RAN);
            }
        }
        List<Instant> moments = new ArrayList<>(List.of(earliest));
        ticks.stream()
                .filter(tick -> tick.isAfter(earliest) && !tick.isAfter(latest))
                .forEach(moments::add);
        for (Instant moment : moments) {
            if (expected(moment).equals(found.headMap(moment.plusNanos(1)))) {
                return List.of();
            }
        }
        return List.of(new Finding(
                Promise.CATCH_UP,
                ticks.first(),
                "job " + job + " with catch_up " + catchUp + ", window " + window.toSeconds() + " s: expected "
                        + expected(earliest) + " but found " + found));
    }

    /** The rows for the instants up to a moment at which the scheduler came to the job. */
    SortedMap<Instant, String> expected(Instant moment) {
        SortedSet<Instant> missed = ticks.headSet(moment.plusNanos(1));
        SortedMap<Instant, String> expected = new TreeMap<>();
        SortedSet<Instant> run = new TreeSet<>();
        if (catchUp.equals("latest") && !missed.isEmpty()) {
            run.add(missed.last());
        } else if (catchUp.equals("all")) {
            run.addAll(missed);
        }
        run.removeIf(tick -> tick.isBefore(moment.minus(window)));
        run.forEach(tick -> expected.put(tick, RAN));
        SortedSet<Instant> skipped = new TreeSet<>(missed);
        skipped.removeAll(run);
        if (!skipped.isEmpty()) {
            expected.put(skipped.last(), "skipped for " + skipped.size());
        }
        return expected;
    }
}

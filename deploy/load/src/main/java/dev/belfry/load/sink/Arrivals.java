package dev.belfry.load.sink;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.HdrHistogram.Histogram;

/** When the calls came, against when they were to come. Confined to one thread until it is taken. */
public final class Arrivals {

    private static final long LONGEST_MICROS = Duration.ofMinutes(10).toNanos() / 1_000;

    private final Map<UUID, Instant> first = new HashMap<>();
    private final Histogram lateness = new Histogram(LONGEST_MICROS, 3);
    private long early;
    private long calls;
    private Instant last = Instant.EPOCH;

    void add(Instant at, String executionId, String scheduledFor) {
        calls++;
        if (first.putIfAbsent(UUID.fromString(executionId), at) == null) {
            long late = Duration.between(Instant.parse(scheduledFor), at).toNanos() / 1_000;
            early += late < 0 ? 1 : 0;
            lateness.recordValue(Math.min(LONGEST_MICROS, Math.max(0, late)));
            last = at;
        }
    }

    /** All calls, repeated ones included. */
    public long calls() {
        return calls;
    }

    /** Calls of an execution that had been called before. */
    public long duplicates() {
        return calls - first.size();
    }

    /** Calls before their scheduled time. */
    public long early() {
        return early;
    }

    /** From the scheduled time to the first call of each execution, in microseconds. */
    public Histogram lateness() {
        return lateness;
    }

    /** When the last execution was called for the first time. */
    public Instant last() {
        return last;
    }

    /** When each execution was called for the first time. */
    public Map<UUID, Instant> byExecution() {
        return Map.copyOf(first);
    }
}

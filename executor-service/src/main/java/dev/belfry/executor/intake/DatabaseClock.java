package dev.belfry.executor.intake;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;

/**
 * The database's time, which is the one that says what is due.
 *
 * <p>Each sample is a reading of the database's clock that is already past when it arrives, so time counted on from it
 * can only be late, by the way the answer took, and never early. The least late of the last samples counts; between
 * samples the monotonic clock carries on, so a step of this machine's own clock changes nothing.
 */
public final class DatabaseClock {

    private static final int SAMPLES_KEPT = 4;

    private record Sample(Instant reading, long arrivedAtNanos) {
        Instant at(long nanos) {
            return reading.plusNanos(nanos - arrivedAtNanos);
        }
    }

    private final Pool pool;
    private final Deque<Sample> samples = new ArrayDeque<>();
    private volatile Sample best = new Sample(Instant.EPOCH, System.nanoTime());

    public DatabaseClock(Pool pool) {
        this.pool = pool;
    }

    /** The present; long past until the first sample was taken. */
    public Instant now() {
        return best.at(System.nanoTime());
    }

    /** Whether a sample was ever taken. */
    public boolean isKnown() {
        return !best.reading().equals(Instant.EPOCH);
    }

    /** Takes a sample. */
    public Uni<Void> sample() {
        return pool.query("SELECT clock_timestamp() AS now")
                .execute()
                .invoke(rows -> keep(new Sample(
                        rows.iterator().next().get(OffsetDateTime.class, "now").toInstant(), System.nanoTime())))
                .replaceWithVoid();
    }

    private synchronized void keep(Sample sample) {
        samples.addLast(sample);
        if (samples.size() > SAMPLES_KEPT) {
            samples.removeFirst();
        }
        long nanos = System.nanoTime();
        best = samples.stream()
                .max(Comparator.comparing(kept -> kept.at(nanos)))
                .orElse(sample);
    }
}

package dev.belfry.transport.database;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * The database's time, which is the one that says what is due; all instances of all services agree on it, whatever their
 * own clocks say.
 *
 * <p>Each sample is a reading of the database's clock that is already past when it arrives, so time counted on from it
 * can only be late, by the way the answer took, and never early. The least late of the last samples counts; between
 * samples the monotonic clock carries on, so a step of this machine's own clock changes nothing.
 */
public final class DatabaseClock extends Clock {

    private static final int SAMPLES_KEPT = 4;

    private record Sample(Instant reading, long arrivedAtNanos) {
        Instant at(long nanos) {
            return reading.plusNanos(nanos - arrivedAtNanos);
        }
    }

    private final Pool pool;
    private final Clock before;
    private final Deque<Sample> samples = new ArrayDeque<>();
    private volatile @Nullable Sample best;

    /**
     * A clock that has taken no sample yet.
     *
     * @param before what it tells until then
     */
    public DatabaseClock(Pool pool, Clock before) {
        this.pool = pool;
        this.before = before;
    }

    @Override
    public Instant instant() {
        Sample known = best;
        return known == null ? before.instant() : known.at(System.nanoTime());
    }

    /** Whether a sample was ever taken. */
    public boolean isKnown() {
        return best != null;
    }

    /** Takes a sample. Every few seconds is often enough: that long two monotonic clocks agree within a millisecond. */
    public Future<Void> sample() {
        return pool.query("SELECT clock_timestamp() AS now")
                .execute()
                .onSuccess(rows -> keep(new Sample(
                        rows.iterator().next().get(OffsetDateTime.class, "now").toInstant(), System.nanoTime())))
                .mapEmpty();
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

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    /** Not offered: instants are UTC, and whoever needs a zone names it. */
    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException("the database's clock is read in UTC");
    }
}

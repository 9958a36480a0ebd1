package dev.belfry.api.limit;

import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;

/**
 * Keeps the buckets. They belong to no workspace.
 *
 * <p>The table is unlogged, so a commit waits for no disk: PostgreSQL flushes nothing for a transaction that wrote to
 * unlogged tables only.
 */
@ApplicationScoped
class BucketRepository {

    /**
     * Takes as many whole requests as a bucket holds, and at most those asked for. Two replicas take from a bucket one
     * after the other, the second from what the first left; the order by key keeps them from waiting for each other.
     *
     * <p>The row to insert carries what is asked for, as time. An instant too far ahead, from a limit that was higher or a
     * clock that was set back, counts as an empty bucket.
     */
    private static final String TAKE = """
            INSERT INTO rate_limit AS bucket (key, full_at)
            SELECT key, now() + requests * ($3::bigint * interval '1 microsecond')
            FROM unnest($1::bytea[], $2::int[]) AS asked (key, requests)
            ORDER BY key
            ON CONFLICT (key) DO UPDATE SET full_at = least(
                greatest(now(), least(bucket.full_at, now() + $4::bigint * interval '1 microsecond'))
                    + (excluded.full_at - now()),
                date_bin(
                    $3::bigint * interval '1 microsecond',
                    now() + $4::bigint * interval '1 microsecond',
                    greatest(now(), least(bucket.full_at, now() + $4::bigint * interval '1 microsecond'))))
            RETURNING key,
                (extract(epoch FROM old.full_at - now()) * 1000000)::bigint AS before_micros,
                (extract(epoch FROM new.full_at - now()) * 1000000)::bigint AS after_micros
            """;

    /** A full bucket says the same as none. One that somebody takes from at this moment is left for the next time. */
    private static final String DELETE_FULL = """
            DELETE FROM rate_limit WHERE key IN (
                SELECT key FROM rate_limit WHERE full_at < now() LIMIT $1 FOR UPDATE SKIP LOCKED)
            """;

    private final Pool pool;

    BucketRepository(Pool pool) {
        this.pool = pool;
    }

    /** Takes from buckets of one limit, for each key as many requests as it is given with. */
    Uni<Map<ByteBuffer, Taken>> take(Limit limit, Map<ByteBuffer, Integer> asked) {
        Buffer[] keys =
                asked.keySet().stream().map(key -> Buffer.buffer(key.array())).toArray(Buffer[]::new);
        Integer[] requests = asked.values().stream()
                .map(count -> Math.min(count, limit.requests()))
                .toArray(Integer[]::new);
        return pool.preparedQuery(TAKE)
                .execute(Tuple.of(keys, requests, limit.stepMicros(), limit.burstMicros()))
                .map(BucketRepository::taken);
    }

    /** Deletes up to this many buckets that are full again, and answers how many it were. */
    Uni<Integer> deleteFull(int most) {
        return pool.preparedQuery(DELETE_FULL).execute(Tuple.of(most)).map(RowSet::rowCount);
    }

    private static Map<ByteBuffer, Taken> taken(RowSet<Row> rows) {
        Map<ByteBuffer, Taken> taken = new HashMap<>();
        for (Row row : rows) {
            taken.put(
                    ByteBuffer.wrap(row.getBuffer("key").getBytes()),
                    new Taken(row.getLong("before_micros"), row.getLong("after_micros")));
        }
        return taken;
    }
}

package dev.belfry.api.account;

import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/** Counts failed logins. */
@ApplicationScoped
class LoginTryRepository {

    private static final String STOPPED = """
            SELECT window_ends_at FROM login_failure WHERE key = $1 AND failures >= $2 AND window_ends_at > $3
            """;

    // The row lock puts simultaneous failures one behind the other; each gets a count of its own.
    private static final String COUNT = """
            INSERT INTO login_failure AS known (key, failures, window_ends_at) VALUES ($1, 1, $3)
            ON CONFLICT (key) DO UPDATE SET
                failures = CASE WHEN known.window_ends_at > $2 THEN known.failures + 1 ELSE 1 END,
                window_ends_at = CASE WHEN known.window_ends_at > $2 THEN known.window_ends_at ELSE $3 END
            RETURNING failures, window_ends_at
            """;

    private static final String CLEAR = """
            WITH cleared AS (DELETE FROM login_failure WHERE key = $1 AND (failures < $2 OR window_ends_at <= $3))
            """ + STOPPED;

    private static final String SWEEP = "DELETE FROM login_failure WHERE window_ends_at <= $1";

    private final Pool pool;

    LoginTryRepository(Pool pool) {
        this.pool = pool;
    }

    record Counted(int failures, Instant windowEndsAt) {}

    /** Until when nothing may be tried; null when something may. */
    Uni<@Nullable Instant> stoppedUntil(byte[] key, int max, Instant now) {
        return pool.preparedQuery(STOPPED)
                .execute(Tuple.of(Buffer.buffer(key), max, utc(now)))
                .map(LoginTryRepository::windowEnd);
    }

    Uni<Counted> count(byte[] key, Instant now, Instant windowEndsAt) {
        return pool.preparedQuery(COUNT)
                .execute(Tuple.of(Buffer.buffer(key), utc(now), utc(windowEndsAt)))
                .map(rows -> rows.iterator().next())
                .map(row -> new Counted(
                        row.getInteger("failures"),
                        row.getOffsetDateTime("window_ends_at").toInstant()));
    }

    /** Forgets the failures unless they reached the limit: then it says until when nothing may be tried. */
    Uni<@Nullable Instant> clear(byte[] key, int max, Instant now) {
        return pool.preparedQuery(CLEAR)
                .execute(Tuple.of(Buffer.buffer(key), max, utc(now)))
                .map(LoginTryRepository::windowEnd);
    }

    /** Removes what counts no more. */
    Uni<Void> sweep(Instant now) {
        return pool.preparedQuery(SWEEP).execute(Tuple.of(utc(now))).replaceWithVoid();
    }

    private static @Nullable Instant windowEnd(RowSet<Row> rows) {
        for (Row row : rows) {
            return row.getOffsetDateTime("window_ends_at").toInstant();
        }
        return null;
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}

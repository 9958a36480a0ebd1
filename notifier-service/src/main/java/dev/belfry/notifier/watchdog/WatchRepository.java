package dev.belfry.notifier.watchdog;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** What the watchdog looks at, and its one row about trouble. */
final class WatchRepository {

    /** The lines of limited jobs are left out: they may be long. */
    private static final String LOOK = """
            SELECT (SELECT count(*)::int FROM (SELECT FROM job_due WHERE next_run_at < $1 LIMIT 10000) d) AS unplanned,
                   (SELECT count(*)::int FROM (
                        SELECT FROM execution
                         WHERE status = 'queued' AND (NOT concurrency_limited OR attempt_count > 0) AND due_at < $1
                         LIMIT 10000) q) AS unserved,
                   least((SELECT min(next_run_at) FROM job_due WHERE next_run_at < $1),
                         (SELECT min(due_at) FROM execution
                           WHERE status = 'queued' AND (NOT concurrency_limited OR attempt_count > 0)
                             AND due_at < $1)) AS oldest,
                   (SELECT max(beat_at) FROM scheduler_beat) AS beat_at
            """;

    /** Trouble that comes back before its end was told is the same trouble. */
    private static final String RAISE = """
            INSERT INTO watchdog_alarm (kind, id, began_at, facts) VALUES ('engine', uuidv7(), $1, $2)
            ON CONFLICT (kind) DO UPDATE SET ended_at = NULL WHERE watchdog_alarm.ended_at IS NOT NULL
            """;

    /** An alarm that nobody heard of needs no end. */
    private static final String END = """
            WITH unheard AS (DELETE FROM watchdog_alarm WHERE told_at IS NULL AND leased_until IS NULL)
            UPDATE watchdog_alarm SET ended_at = $1 WHERE ended_at IS NULL AND (told_at IS NOT NULL OR leased_until IS NOT NULL)
            """;

    /** The lease makes one of several notifiers tell, and another one when that dies. */
    private static final String CLAIM = """
            UPDATE watchdog_alarm SET leased_until = now() + $1 * interval '1 ms'
             WHERE (told_at IS NULL OR ended_at IS NOT NULL) AND (leased_until IS NULL OR leased_until < now())
            RETURNING id, began_at, facts, told_at IS NOT NULL AS is_over
            """;

    private static final String TOLD = "UPDATE watchdog_alarm SET told_at = now(), leased_until = NULL WHERE id = $1";

    private static final String FORGET = "DELETE FROM watchdog_alarm WHERE id = $1 AND ended_at IS NOT NULL";

    private final Pool pool;

    WatchRepository(Pool pool) {
        this.pool = pool;
    }

    /** @param lateBefore what was due before it is late */
    Uni<Look> look(Instant lateBefore) {
        return pool.preparedQuery(LOOK)
                .execute(Tuple.of(utc(lateBefore)))
                .map(rows -> rows.iterator().next())
                .map(row -> new Look(
                        row.getInteger("unplanned"),
                        row.getInteger("unserved"),
                        instant(row, "oldest"),
                        instant(row, "beat_at")));
    }

    Uni<Void> raise(Instant at, String facts) {
        return pool.preparedQuery(RAISE).execute(Tuple.of(utc(at), facts)).replaceWithVoid();
    }

    Uni<Void> end(Instant at) {
        return pool.preparedQuery(END).execute(Tuple.of(utc(at))).replaceWithVoid();
    }

    /** The message that is to be sent now, if there is one and no other notifier sends it. */
    Uni<Optional<Alarm>> claim(Duration lease) {
        return pool.preparedQuery(CLAIM)
                .execute(Tuple.of(lease.toMillis()))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(row -> new Alarm(
                                row.getUUID("id"),
                                row.getOffsetDateTime("began_at").toInstant(),
                                row.getString("facts"),
                                row.getBoolean("is_over")))
                        .findFirst());
    }

    /** A message was taken by the other side. */
    Uni<Void> told(Alarm alarm) {
        String statement = alarm.isOver() ? FORGET : TOLD;
        return pool.preparedQuery(statement).execute(Tuple.of(alarm.id())).replaceWithVoid();
    }

    private static OffsetDateTime utc(Instant at) {
        return at.atOffset(ZoneOffset.UTC);
    }

    private static @Nullable Instant instant(Row row, String column) {
        OffsetDateTime at = row.getOffsetDateTime(column);
        return at == null ? null : at.toInstant();
    }
}

package dev.belfry.scheduler.monitor;

import dev.belfry.core.message.MonitorChanged;
import dev.belfry.core.monitor.Expectation;
import dev.belfry.core.monitor.HeartbeatSchedule;
import dev.belfry.core.monitor.MonitorState;
import dev.belfry.core.monitor.Wait;
import dev.belfry.scheduler.monitor.Judgement.Fallen;
import dev.belfry.scheduler.monitor.Judgement.Waiting;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** The scheduler's statements on monitors. */
final class MonitorRepository {

    /**
     * SKIP LOCKED: whoever holds a monitor judges it, be it another scheduler or the API with a ping that comes at the
     * last moment. Nothing is due beyond what somebody is known to have heard.
     */
    private static final String CLAIM = """
            WITH heard AS (
                SELECT least(max(until_at), now()) - $1 * interval '1 ms' AS up_to FROM monitor_listening
            ), due AS MATERIALIZED (
                SELECT id, workspace_id, state, expected_interval_sec, cron, timezone, grace_seconds, max_run_seconds,
                       anchor_at, started_at, next_expected_at
                  FROM monitor
                 WHERE state IN ('pending', 'up') AND next_expected_at <= (SELECT up_to FROM heard)
                 ORDER BY next_expected_at
                 LIMIT $2
                   FOR NO KEY UPDATE SKIP LOCKED
            )
            SELECT due.*, (SELECT up_to FROM heard) AS up_to FROM due
            """;

    /** From the last end before a time on: a gap may have begun with it. */
    private static final String SPANS = """
            SELECT began_at, until_at FROM monitor_listening
             WHERE until_at >= coalesce((SELECT max(until_at) FROM monitor_listening WHERE until_at <= $1), $1)
            """;

    private static final String WAIT_ON = """
            UPDATE monitor m
               SET anchor_at = w.anchor_at, started_at = w.started_at,
                   started_run = CASE WHEN w.started_at IS NULL THEN NULL ELSE m.started_run END,
                   next_expected_at = w.next_expected_at
              FROM unnest($1::uuid[], $2::timestamptz[], $3::timestamptz[], $4::timestamptz[])
                   AS w (id, anchor_at, started_at, next_expected_at)
             WHERE m.id = w.id
            """;

    /** The state and the flip that explains it are one statement; the condition holds by the lock, and is said again. */
    private static final String BRING_DOWN = """
            WITH fallen AS (
                UPDATE monitor m
                   SET state = 'down', started_at = NULL, started_run = NULL
                  FROM unnest($1::uuid[], $2::uuid[], $3::text[]) AS f (id, flip_id, reason)
                 WHERE m.id = f.id AND m.state IN ('pending', 'up')
                RETURNING m.id, m.workspace_id, old.state AS from_state, f.flip_id, f.reason
            )
            INSERT INTO monitor_flip (id, workspace_id, monitor_id, from_state, to_state, reason, flipped_at, report_pending)
            SELECT flip_id, workspace_id, id, from_state, 'down', reason, now(), true FROM fallen
            RETURNING id, workspace_id, monitor_id, from_state, to_state, flipped_at
            """;

    /** Locks monitors whose deadline passed longer ago than this, as far as anybody listened. */
    Uni<List<OverdueMonitor>> claim(SqlConnection in, Duration settle, int limit) {
        return in.preparedQuery(CLAIM)
                .execute(Tuple.of(settle.toMillis(), limit))
                .map(rows -> list(rows, MonitorRepository::overdue));
    }

    /** When who listened, as far as it concerns a time and what came after. */
    Uni<List<Listening.Span>> spans(SqlConnection in, Instant since) {
        return in.preparedQuery(SPANS)
                .execute(Tuple.of(time(since)))
                .map(rows -> list(
                        rows,
                        row -> new Listening.Span(
                                row.getOffsetDateTime("began_at").toInstant(),
                                row.getOffsetDateTime("until_at").toInstant())));
    }

    Uni<Void> waitOn(SqlConnection in, List<Waiting> waiting) {
        if (waiting.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        Tuple values = Tuple.of(
                waiting.stream().map(one -> one.monitor().id()).toArray(UUID[]::new),
                times(waiting, one -> one.excused().waiting().anchor()),
                times(waiting, one -> one.excused().waiting().startedAt()),
                times(waiting, one -> one.excused().deadline()));
        return in.preparedQuery(WAIT_ON).execute(values).replaceWithVoid();
    }

    /** Brings monitors down; gives the news of it. */
    Uni<List<MonitorChanged>> bringDown(SqlConnection in, List<Fallen> fallen) {
        if (fallen.isEmpty()) {
            return Uni.createFrom().item(List.of());
        }
        Tuple values = Tuple.of(
                fallen.stream().map(one -> one.monitor().id()).toArray(UUID[]::new),
                fallen.stream().map(Fallen::flipId).toArray(UUID[]::new),
                fallen.stream().map(Fallen::reason).toArray(String[]::new));
        return in.preparedQuery(BRING_DOWN).execute(values).map(rows -> list(rows, MonitorRepository::changed));
    }

    private static OverdueMonitor overdue(Row row) {
        @Nullable Integer maxRun = row.getInteger("max_run_seconds");
        MonitorState state = MonitorState.of(row.getString("state"));
        return new OverdueMonitor(
                row.getUUID("id"),
                row.getUUID("workspace_id"),
                state,
                new Expectation(
                        HeartbeatSchedule.of(
                                row.getInteger("expected_interval_sec"),
                                row.getString("cron"),
                                row.getString("timezone")),
                        Duration.ofSeconds(row.getInteger("grace_seconds")),
                        maxRun == null ? null : Duration.ofSeconds(maxRun)),
                new Wait(
                        row.getOffsetDateTime("anchor_at").toInstant(),
                        state == MonitorState.PENDING,
                        row.getOffsetDateTime("started_at") == null
                                ? null
                                : row.getOffsetDateTime("started_at").toInstant()),
                row.getOffsetDateTime("up_to").toInstant());
    }

    private static MonitorChanged changed(Row row) {
        return new MonitorChanged(
                row.getUUID("id"),
                row.getUUID("workspace_id"),
                row.getUUID("monitor_id"),
                row.getString("from_state"),
                row.getString("to_state"),
                row.getOffsetDateTime("flipped_at").toInstant());
    }

    private static <T> List<T> list(RowSet<Row> rows, Function<Row, T> reading) {
        return StreamSupport.stream(rows.spliterator(), false).map(reading).toList();
    }

    private static <T> @Nullable OffsetDateTime[] times(List<T> all, Function<T, @Nullable Instant> column) {
        return all.stream().map(column).map(at -> at == null ? null : time(at)).toArray(OffsetDateTime[]::new);
    }

    private static OffsetDateTime time(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}

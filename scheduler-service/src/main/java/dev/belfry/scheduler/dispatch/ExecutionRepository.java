package dev.belfry.scheduler.dispatch;

import dev.belfry.core.message.ExecutionRequested;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.StreamSupport;

/** The scheduler's statements on executions that are not claimed yet. */
public final class ExecutionRepository {

    /** A tick that has its row already keeps it: the id follows from the tick. */
    private static final String INSERT = """
            INSERT INTO execution (id, workspace_id, job_id, status, source, scheduled_for, due_at, dispatched_at,
                                   completes_plan, missed_count, reason, finished_at)
            SELECT t.id, t.workspace_id, t.job_id, CASE WHEN t.missed_count IS NULL THEN 'queued' ELSE 'skipped' END,
                   'schedule', t.scheduled_for, t.scheduled_for, CASE WHEN t.missed_count IS NULL THEN now() END,
                   t.completes_plan, t.missed_count, CASE WHEN t.missed_count IS NOT NULL THEN 'missed' END,
                   CASE WHEN t.missed_count IS NOT NULL THEN now() END
              FROM unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::timestamptz[], $5::int[], $6::int[])
                AS t(id, workspace_id, job_id, scheduled_for, missed_count, completes_plan)
            ON CONFLICT (id) DO NOTHING
            """;

    /** Rows nobody has handed over: run-now, one_time, and the end of a long backoff. */
    private static final String TAKE_UNDISPATCHED =
            take("dispatched_at IS NULL AND due_at <= now() + $1 * interval '1 ms'");

    /**
     * Rows that were handed over and are still not taken: the message or the executor that held it is gone, or there is
     * more to do than can be done. The longer a row waits, the rarer it is sent again.
     */
    private static final String TAKE_OVERDUE = take(
            "due_at < now() - $1 * interval '1 ms' AND dispatched_at < now() - greatest($1 * interval '1 ms', (now() - due_at) / 2)");

    /** Open executions that a job's ticks after an instant have; the ids bound what is read, not the job's history. */
    private static final String COUNT_OPEN = """
            SELECT job_id, count(*)::int AS open
              FROM execution
             WHERE job_id = ANY($1) AND id >= execution_id_floor($2) AND source = 'schedule'
               AND status IN ('queued', 'running', 'waiting')
             GROUP BY job_id
            """;

    private final Pool pool;

    public ExecutionRepository(Pool pool) {
        this.pool = pool;
    }

    /** Writes the rows of ticks. */
    public Uni<Void> insert(SqlConnection in, List<NewExecution> ticks) {
        if (ticks.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        Tuple columns = Tuple.of(
                ticks.stream().map(NewExecution::id).toArray(UUID[]::new),
                ticks.stream().map(NewExecution::workspaceId).toArray(UUID[]::new),
                ticks.stream().map(NewExecution::jobId).toArray(UUID[]::new),
                ticks.stream().map(tick -> utc(tick.scheduledFor())).toArray(OffsetDateTime[]::new),
                ticks.stream().map(NewExecution::missedCount).toArray(Integer[]::new),
                ticks.stream().map(NewExecution::completesPlan).toArray(Integer[]::new));
        return in.preparedQuery(INSERT).execute(columns).replaceWithVoid();
    }

    /** How many executions of each job are open whose ticks lie after an instant. */
    public Uni<Map<UUID, Integer>> countOpen(SqlConnection in, List<UUID> jobIds, Instant after) {
        if (jobIds.isEmpty()) {
            return Uni.createFrom().item(Map.of());
        }
        return in.preparedQuery(COUNT_OPEN)
                .execute(Tuple.of(jobIds.toArray(UUID[]::new), utc(after)))
                .map(rows -> {
                    Map<UUID, Integer> open = new HashMap<>();
                    rows.forEach(row -> open.put(row.getUUID("job_id"), row.getInteger("open")));
                    return open;
                });
    }

    /** Marks rows as handed over that nobody has handed over and that come due within the lookahead. */
    public Uni<List<ExecutionRequested>> takeUndispatched(Duration lookahead, int limit) {
        return take(TAKE_UNDISPATCHED, lookahead, limit);
    }

    /** Marks rows as handed over again that are overdue, and were handed over, longer ago than this. */
    public Uni<List<ExecutionRequested>> takeOverdue(Duration overdueFor, int limit) {
        return take(TAKE_OVERDUE, overdueFor, limit);
    }

    private Uni<List<ExecutionRequested>> take(String statement, Duration distance, int limit) {
        return pool.preparedQuery(statement)
                .execute(Tuple.of(distance.toMillis(), limit))
                .map(ExecutionRepository::requested);
    }

    private static List<ExecutionRequested> requested(RowSet<Row> rows) {
        return StreamSupport.stream(rows.spliterator(), false)
                .map(row -> Requests.of(
                        row.getUUID("id"),
                        row.getUUID("workspace_id"),
                        row.getOffsetDateTime("due_at").toInstant(),
                        row.getString("url")))
                .toList();
    }

    /** SKIP LOCKED lets each of two schedulers take other rows. */
    private static String take(String condition) {
        return """
                UPDATE execution e SET dispatched_at = now()
                  FROM (SELECT id FROM execution
                         WHERE status = 'queued' AND %s
                         ORDER BY due_at LIMIT $2 FOR UPDATE SKIP LOCKED) taken
                 WHERE e.id = taken.id
                RETURNING e.id, e.workspace_id, e.due_at, (SELECT j.request ->> 'url' FROM job j WHERE j.id = e.job_id) AS url
                """.formatted(condition);
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}

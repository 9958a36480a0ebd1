package dev.belfry.scheduler.dispatch;

import dev.belfry.core.message.ExecutionRequested;
import dev.belfry.core.schedule.Overlap;
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
                                   completes_plan, concurrency_limited, missed_count, reason, finished_at)
            SELECT t.id, t.workspace_id, t.job_id, CASE WHEN t.missed_count IS NULL THEN 'queued' ELSE 'skipped' END,
                   'schedule', t.scheduled_for, t.scheduled_for, CASE WHEN t.missed_count IS NULL THEN now() END,
                   t.completes_plan, t.limited, t.missed_count, CASE WHEN t.missed_count IS NOT NULL THEN 'missed' END,
                   CASE WHEN t.missed_count IS NOT NULL THEN now() END
              FROM unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::timestamptz[], $5::int[], $6::int[],
                          $7::bool[])
                AS t(id, workspace_id, job_id, scheduled_for, missed_count, completes_plan, limited)
            ON CONFLICT (id) DO NOTHING
            """;

    /** Rows nobody has handed over: run-now, one_time, and the end of a long backoff. */
    private static final String TAKE_UNDISPATCHED =
            take("e.dispatched_at IS NULL AND e.due_at <= now() + $1 * interval '1 ms'");

    /**
     * Rows that were handed over and are still not claimed: the message or the executor that held it is gone, or there is
     * more to do than can be done. The longer a row waits, the rarer it is sent again. What waits for its turn is left to
     * {@link #TAKE_NEXT_IN_LINE}.
     */
    private static final String TAKE_OVERDUE = take("""
            e.due_at < now() - $1 * interval '1 ms' AND e.claimed_by IS NULL
               AND e.dispatched_at < now() - greatest($1 * interval '1 ms', (now() - e.due_at) / 2)
               AND (NOT e.concurrency_limited OR e.attempt_count > 0)""");

    /** What waits in one job's line, oldest first. */
    private static final String IN_LINE = """
            SELECT w.id FROM execution w
             WHERE w.job_id = line.job_id AND w.concurrency_limited
               AND w.status = 'queued' AND w.attempt_count = 0 AND w.due_at <= now()
             ORDER BY w.id""";

    /**
     * Rows of limited jobs that have not begun although the executors would do something about them now: begin them,
     * skip them, or cancel others for them. The executor whose call ended takes the next in line by itself; this finds
     * what it did not get to, and keeps a long line from being sent round and round. The lines are counted, and only
     * those are put in order that have a place to give or one too many.
     */
    private static final String TAKE_NEXT_IN_LINE = take("""
            e.due_at < now() - $1 * interval '1 ms' AND e.dispatched_at < now() - $1 * interval '1 ms'
               AND e.id IN (
                   SELECT turn.id
                     FROM (SELECT job_id, count(*) FILTER (WHERE begun) AS begun, count(*) FILTER (WHERE NOT begun) AS waiting
                             FROM (SELECT job_id, due_at, status <> 'queued' OR attempt_count > 0 AS begun
                                     FROM execution
                                    WHERE concurrency_limited AND status IN ('queued', 'running', 'waiting')) o
                            WHERE begun OR due_at <= now()
                            GROUP BY job_id) line
                     JOIN job j ON j.id = line.job_id
                    CROSS JOIN LATERAL (
                          (%1$s LIMIT CASE WHEN j.overlap = 'queue' AND j.concurrency_limit IS NOT NULL
                                          THEN greatest(j.concurrency_limit - line.begun, 0) END)
                          UNION ALL
                          (%1$s OFFSET greatest(j.concurrency_limit + %2$d - line.begun, 0))) turn
                    WHERE line.waiting > 0
                      AND (j.overlap <> 'queue' OR j.concurrency_limit IS NULL OR line.begun < j.concurrency_limit
                           OR line.begun + line.waiting > j.concurrency_limit + %2$d))""".formatted(IN_LINE, Overlap.LONGEST_LINE));

    /** A message may have arrived after all: then its executor has claimed the row, or finds it handed over once more. */
    private static final String GIVE_BACK = """
            UPDATE execution SET dispatched_at = NULL
             WHERE id = ANY($1) AND status = 'queued' AND claimed_by IS NULL
            """;

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
        Tuple columns = Tuple.tuple(List.of(
                ticks.stream().map(NewExecution::id).toArray(UUID[]::new),
                ticks.stream().map(NewExecution::workspaceId).toArray(UUID[]::new),
                ticks.stream().map(NewExecution::jobId).toArray(UUID[]::new),
                ticks.stream().map(tick -> utc(tick.scheduledFor())).toArray(OffsetDateTime[]::new),
                ticks.stream().map(NewExecution::missedCount).toArray(Integer[]::new),
                ticks.stream().map(NewExecution::completesPlan).toArray(Integer[]::new),
                ticks.stream().map(NewExecution::limited).toArray(Boolean[]::new)));
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

    /** Marks rows of limited jobs as handed over again whose turn it was longer ago than this. */
    public Uni<List<ExecutionRequested>> takeNextInLine(Duration overdueFor, int limit) {
        return take(TAKE_NEXT_IN_LINE, overdueFor, limit);
    }

    /** Marks rows as not handed over, unless somebody took them. */
    public Uni<Void> giveBack(List<UUID> ids) {
        return pool.preparedQuery(GIVE_BACK)
                .execute(Tuple.of((Object) ids.toArray(UUID[]::new)))
                .replaceWithVoid();
    }

    private Uni<List<ExecutionRequested>> take(String statement, Duration distance, int limit) {
        return pool.preparedQuery(statement)
                .execute(Tuple.of(distance.toMillis(), limit))
                .map(ExecutionRepository::requested);
    }

    private static List<ExecutionRequested> requested(RowSet<Row> rows) {
        return StreamSupport.stream(rows.spliterator(), false)
                .map(row -> ExecutionRequested.to(
                        row.getString("url"),
                        row.getUUID("id"),
                        row.getUUID("workspace_id"),
                        row.getOffsetDateTime("due_at").toInstant()))
                .toList();
    }

    /**
     * SKIP LOCKED lets each of two schedulers take other rows. What is left of a deleted job goes nowhere. The ids are an
     * array, because a join of so many partitions may be planned as one that reads all of them.
     */
    private static String take(String condition) {
        return """
                UPDATE execution e SET dispatched_at = now()
                 WHERE e.id = ANY(ARRAY(
                       SELECT e.id FROM execution e
                        WHERE e.status = 'queued'
                          AND %s
                          AND NOT EXISTS (SELECT FROM deleted_job d WHERE d.job_id = e.job_id)
                        ORDER BY e.due_at LIMIT $2 FOR UPDATE OF e SKIP LOCKED))
                RETURNING e.id, e.workspace_id, e.due_at, (SELECT j.target_url FROM job j WHERE j.id = e.job_id) AS url
                """.formatted(condition);
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}

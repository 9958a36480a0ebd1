package dev.belfry.executor.slot;

import dev.belfry.core.execution.EndReason;
import dev.belfry.core.execution.ExecutionStatus;
import dev.belfry.core.message.ExecutionRequested;
import dev.belfry.core.schedule.Overlap;
import dev.belfry.executor.execution.ReportedExecution;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** The statements that count and give slots. Those that take a connection belong to one transaction, in this order. */
final class SlotRepository {

    /** An execution's end without a call. */
    record End(UUID executionId, ExecutionStatus status, EndReason reason) {

        static End skipped(UUID executionId, EndReason reason) {
            return new End(executionId, ExecutionStatus.SKIPPED, reason);
        }

        static End canceled(UUID executionId) {
            return new End(executionId, ExecutionStatus.CANCELED, EndReason.OVERLAP);
        }
    }

    /** The job is asked as well as the row: a row that was written while the job got its limit does not know of it. */
    private static final String WAITING = """
            SELECT e.id, e.job_id
              FROM execution e JOIN job j ON j.id = e.job_id
             WHERE e.id = ANY($1) AND e.status = 'queued' AND e.attempt_count = 0 AND e.due_at <= now()
               AND (e.concurrency_limited OR j.concurrency_limit IS NOT NULL)
            """;

    private static final String LOCK_JOBS = """
            SELECT id, concurrency_limit, overlap FROM job WHERE id = ANY($1) FOR NO KEY UPDATE SKIP LOCKED
            """;

    /** A statement of its own, after the locks: it sees what the last holder of each lock has written. */
    private static final String OPEN = """
            SELECT id, job_id, status <> 'queued' OR attempt_count > 0 AS begun
              FROM execution
             WHERE job_id = ANY($1) AND concurrency_limited AND status IN ('queued', 'running', 'waiting')
               AND (status <> 'queued' OR attempt_count > 0 OR due_at <= now())
            UNION ALL
            SELECT id, job_id, false
              FROM execution
             WHERE id = ANY($2) AND job_id = ANY($1) AND NOT concurrency_limited
               AND status = 'queued' AND attempt_count = 0 AND due_at <= now()
             ORDER BY id
            """;

    private static final String LOCK_EXECUTIONS = """
            SELECT id FROM execution
             WHERE id = ANY($1) AND status IN ('queued', 'running', 'waiting') FOR NO KEY UPDATE SKIP LOCKED
            """;

    /** No rule tells anybody of such an end. A schedule's last tick completes its job however it ends. */
    private static final String END = """
            WITH ended AS (
                UPDATE execution e
                   SET status = r.status, reason = r.reason, finished_at = now(), claimed_by = NULL,
                       lease_expires_at = NULL
                  FROM unnest($1::uuid[], $2::text[], $3::text[]) AS r(id, status, reason)
                 WHERE e.id = r.id
                RETURNING e.id, e.workspace_id, e.job_id, e.status, e.finished_at, e.completes_plan
            ), completed AS (
                UPDATE job j
                   SET state = 'completed', updated_at = now()
                  FROM ended e
                 WHERE j.id = e.job_id AND j.plan = e.completes_plan AND j.state = 'active'
            )
            SELECT id, workspace_id, job_id, status, finished_at FROM ended
            """;

    private static final String NEXT_IN_LINE = """
            SELECT line.id, line.workspace_id, line.due_at, j.target_url AS url
              FROM (SELECT o.*,
                           count(*) FILTER (WHERE begun) OVER (PARTITION BY job_id)
                               + count(*) FILTER (WHERE NOT begun) OVER (PARTITION BY job_id ORDER BY id) AS place
                      FROM (SELECT id, workspace_id, job_id, due_at, status <> 'queued' OR attempt_count > 0 AS begun
                              FROM execution
                             WHERE job_id = ANY($1) AND concurrency_limited
                               AND status IN ('queued', 'running', 'waiting')) o
                     WHERE begun OR due_at <= now()) line
              JOIN job j ON j.id = line.job_id
             WHERE NOT line.begun AND line.place <= coalesce(j.concurrency_limit, line.place)
            """;

    private final Pool pool;

    SlotRepository(Pool pool) {
        this.pool = pool;
    }

    /** Those of the executions that have not begun and whose jobs have a limit, each with its job. */
    Uni<Map<UUID, UUID>> waiting(List<UUID> ids) {
        return pool.preparedQuery(WAITING)
                .execute(Tuple.of((Object) ids.toArray(UUID[]::new)))
                .map(rows ->
                        stream(rows).collect(Collectors.toMap(row -> row.getUUID("id"), row -> row.getUUID("job_id"))));
    }

    /** Locks the jobs of executions and counts; jobs that somebody else has locked are missing. */
    Uni<List<Line>> lines(SqlConnection in, Map<UUID, UUID> jobs) {
        UUID[] wanted = jobs.values().stream().distinct().toArray(UUID[]::new);
        return in.preparedQuery(LOCK_JOBS)
                .execute(Tuple.of((Object) wanted))
                .chain(locked -> locked.rowCount() == 0
                        ? Uni.createFrom().item(List.of())
                        : open(in, locked, jobs.keySet()).map(open -> lines(locked, open)));
    }

    private static Uni<RowSet<Row>> open(SqlConnection in, RowSet<Row> jobs, Set<UUID> asked) {
        return in.preparedQuery(OPEN)
                .execute(Tuple.of(
                        stream(jobs).map(row -> row.getUUID("id")).toArray(UUID[]::new), asked.toArray(UUID[]::new)));
    }

    /** Locks those of the executions that are open and that nobody else has locked. */
    Uni<Set<UUID>> lock(SqlConnection in, List<UUID> ids) {
        if (ids.isEmpty()) {
            return Uni.createFrom().item(Set.of());
        }
        return in.preparedQuery(LOCK_EXECUTIONS)
                .execute(Tuple.of((Object) ids.toArray(UUID[]::new)))
                .map(rows -> stream(rows).map(row -> row.getUUID("id")).collect(Collectors.toSet()));
    }

    /** Ends locked executions. */
    Uni<List<ReportedExecution>> end(SqlConnection in, List<End> ends) {
        if (ends.isEmpty()) {
            return Uni.createFrom().item(List.of());
        }
        return in.preparedQuery(END)
                .execute(Tuple.of(
                        ends.stream().map(End::executionId).toArray(UUID[]::new),
                        ends.stream().map(end -> end.status().wireName()).toArray(String[]::new),
                        ends.stream().map(end -> end.reason().wireName()).toArray(String[]::new)))
                .map(rows -> stream(rows).map(SlotRepository::ended).toList());
    }

    /** What could begin now, of some jobs. */
    Uni<List<ExecutionRequested>> nextInLine(Collection<UUID> jobs) {
        return pool.preparedQuery(NEXT_IN_LINE)
                .execute(Tuple.of((Object) jobs.toArray(UUID[]::new)))
                .map(rows -> stream(rows)
                        .map(row -> ExecutionRequested.to(
                                row.getString("url"),
                                row.getUUID("id"),
                                row.getUUID("workspace_id"),
                                row.getOffsetDateTime("due_at").toInstant()))
                        .toList());
    }

    private static List<Line> lines(RowSet<Row> jobs, RowSet<Row> open) {
        Map<UUID, List<UUID>> begun = new HashMap<>();
        Map<UUID, List<UUID>> due = new HashMap<>();
        open.forEach(row -> (row.getBoolean("begun") ? begun : due)
                .computeIfAbsent(row.getUUID("job_id"), any -> new ArrayList<>())
                .add(row.getUUID("id")));
        Function<Row, Line> line = job -> {
            UUID id = job.getUUID("id");
            return new Line(
                    id,
                    job.getInteger("concurrency_limit"),
                    Overlap.parse(job.getString("overlap")).orElseThrow(),
                    begun.getOrDefault(id, List.of()),
                    due.getOrDefault(id, List.of()));
        };
        return stream(jobs).map(line).toList();
    }

    private static ReportedExecution ended(Row row) {
        return new ReportedExecution(
                row.getUUID("id"),
                row.getUUID("workspace_id"),
                row.getUUID("job_id"),
                row.getString("status"),
                row.getOffsetDateTime("finished_at").toInstant(),
                false,
                true);
    }

    private static Stream<Row> stream(RowSet<Row> rows) {
        return StreamSupport.stream(rows.spliterator(), false);
    }
}

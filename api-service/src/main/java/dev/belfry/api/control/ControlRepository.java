package dev.belfry.api.control;

import dev.belfry.api.auth.WorkspaceId;
import dev.belfry.api.batch.Batches;
import dev.belfry.api.transaction.Transactions;
import dev.belfry.api.transaction.WorkspaceSql;
import dev.belfry.api.value.NewId;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlResult;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The statements of a client's doings on executions. Each is a transaction of its own; run-nows share theirs. */
@ApplicationScoped
class ControlRepository {

    // The lock makes a deletion of the job wait, so that no execution outlives its job.
    private static final String RUN_NOW = """
            WITH found AS (
                SELECT asked.id, asked.at, j.id AS job_id, j.name, j.concurrency_limit IS NOT NULL AS limited
                  FROM unnest($2::uuid[], $3::uuid[], $4::timestamptz[]) AS asked (id, job_id, at)
                  JOIN job j ON j.id = asked.job_id
                 WHERE j.workspace_id = $1
                   FOR KEY SHARE OF j %s
            ), queued AS (
                INSERT INTO execution (id, workspace_id, job_id, status, source, scheduled_for, due_at, created_at,
                                       concurrency_limited)
                SELECT id, $1, job_id, 'queued', 'manual', at, at, at, limited FROM found
            )
            SELECT id, name FROM found
            """;

    private static final String RUN_NOW_WAITING = RUN_NOW.formatted("");
    private static final String RUN_NOW_UNLOCKED = RUN_NOW.formatted("SKIP LOCKED");

    private static final Batches.Limits LIMITS = new Batches.Limits(100, Long.MAX_VALUE);

    private static final String REPLAY = """
            INSERT INTO execution (id, workspace_id, job_id, status, source, scheduled_for, due_at, created_at,
                                   replay_of, concurrency_limited)
            SELECT $3, j.workspace_id, j.id, 'queued', 'replay', $4, $4, $4, o.id, j.concurrency_limit IS NOT NULL
              FROM execution o JOIN job j ON j.id = o.job_id
             WHERE o.workspace_id = $1 AND o.id = $2 AND o.status NOT IN ('queued', 'running', 'waiting')
               FOR KEY SHARE OF j
            """;

    /**
     * The condition on the status is the compare-and-set that claims and reports use as well: of this and an executor's
     * report one finds nothing left to change. A canceled last tick completes its job as a finished one does.
     */
    private static final String CANCEL = """
            WITH canceled AS (
                UPDATE execution
                   SET status = 'canceled', reason = 'canceled', finished_at = now(), claimed_by = NULL,
                       lease_expires_at = NULL
                 WHERE workspace_id = $1 AND id = $2 AND status IN ('queued', 'running', 'waiting')
                RETURNING job_id, completes_plan, finished_at
            ), completed AS (
                UPDATE job j
                   SET state = 'completed', updated_at = now()
                  FROM canceled c
                 WHERE j.workspace_id = $1 AND j.id = c.job_id AND j.plan = c.completes_plan AND j.state = 'active'
            )
            SELECT job_id, finished_at FROM canceled
            """;

    private final WorkspaceSql sql;
    private final Batches<RunNow, Optional<String>> runNow;

    ControlRepository(WorkspaceSql sql) {
        this.sql = sql;
        this.runNow =
                new Batches<>(LIMITS, one -> 1, (workspace, asked) -> insertManual(workspace, RUN_NOW_UNLOCKED, asked));
    }

    /** An execution to queue, whose id carries the instant. */
    record RunNow(UUID job, UUID execution) {
        OffsetDateTime at() {
            return utc(NewId.instantOf(execution));
        }
    }

    /** A cancel that won. */
    record Canceled(UUID jobId, Instant at) {}

    /** Queues a manual execution and answers with the name of its job; with nothing when the workspace has no such job. */
    Uni<Optional<String>> insertManual(WorkspaceId workspace, RunNow one) {
        // A batch passes over a job that somebody is changing, so that nobody else's request has to wait for that.
        return runNow.ask(workspace, one)
                .chain(name -> name.isPresent()
                        ? Uni.createFrom().item(name)
                        : insertManual(workspace, RUN_NOW_WAITING, List.of(one)).map(names -> names.get(0)));
    }

    private Uni<List<Optional<String>>> insertManual(WorkspaceId workspace, String statement, List<RunNow> asked) {
        Tuple values = Tuple.of(
                workspace.value(),
                asked.stream().map(RunNow::execution).toArray(UUID[]::new),
                asked.stream().map(RunNow::job).toArray(UUID[]::new),
                asked.stream().map(RunNow::at).toArray(OffsetDateTime[]::new));
        return Transactions.repeated(() -> sql.query(workspace, statement, values))
                .map(rows -> {
                    Map<UUID, String> names = new HashMap<>();
                    rows.forEach(row -> names.put(row.getUUID("id"), row.getString("name")));
                    return asked.stream()
                            .map(one -> Optional.ofNullable(names.get(one.execution())))
                            .toList();
                });
    }

    /** Queues a replay; tells whether the workspace has the original and it has ended. */
    Uni<Boolean> insertReplay(WorkspaceId workspace, UUID original, UUID id, Instant now) {
        return sql.query(workspace, REPLAY, Tuple.of(workspace.value(), original, id, utc(now)))
                .map(SqlResult::rowCount)
                .map(count -> count > 0);
    }

    /** Cancels an execution that is open; null when there is none, or it has ended. */
    Uni<@Nullable Canceled> cancel(WorkspaceId workspace, UUID id) {
        return sql.query(workspace, CANCEL, Tuple.of(workspace.value(), id)).map(rows -> {
            for (Row row : rows) {
                return new Canceled(
                        row.getUUID("job_id"),
                        row.getOffsetDateTime("finished_at").toInstant());
            }
            return null;
        });
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}

package dev.belfry.api.control;

import dev.belfry.api.auth.WorkspaceId;
import dev.belfry.api.transaction.WorkspaceSql;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlResult;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The statements of a client's doings on executions. Each is a transaction of its own. */
@ApplicationScoped
class ControlRepository {

    // The lock makes a deletion of the job wait, so that no execution outlives its job.
    private static final String RUN_NOW = """
            INSERT INTO execution (id, workspace_id, job_id, status, source, scheduled_for, due_at, created_at,
                                   concurrency_limited)
            SELECT $3, workspace_id, id, 'queued', 'manual', $4, $4, $4, concurrency_limit IS NOT NULL
            FROM job WHERE workspace_id = $1 AND id = $2 FOR KEY SHARE
            """;

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

    ControlRepository(WorkspaceSql sql) {
        this.sql = sql;
    }

    /** A cancel that won. */
    record Canceled(UUID jobId, Instant at) {}

    /** Queues a manual execution; tells whether the workspace has the job. */
    Uni<Boolean> insertManual(WorkspaceId workspace, UUID job, UUID id, Instant now) {
        return insert(workspace, RUN_NOW, Tuple.of(workspace.value(), job, id, utc(now)));
    }

    /** Queues a replay; tells whether the workspace has the original and it has ended. */
    Uni<Boolean> insertReplay(WorkspaceId workspace, UUID original, UUID id, Instant now) {
        return insert(workspace, REPLAY, Tuple.of(workspace.value(), original, id, utc(now)));
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

    private Uni<Boolean> insert(WorkspaceId workspace, String statement, Tuple values) {
        return sql.query(workspace, statement, values).map(SqlResult::rowCount).map(count -> count > 0);
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}

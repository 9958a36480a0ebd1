package dev.belfry.api.plan;

import dev.belfry.api.auth.WorkspaceId;
import dev.belfry.core.execution.EndReason;
import dev.belfry.core.execution.ExecutionId;
import dev.belfry.core.message.Signals;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The rows a plan is made of. Each statement joins the caller's transaction. */
@ApplicationScoped
class PlanRepository {

    private static final String INSERT_DUE =
            "INSERT INTO job_due (job_id, workspace_id, next_run_at) VALUES (:job, :workspace, :next)";

    // Waits for a scheduler that plans from this row; what it planned is there for the statements that follow.
    private static final String NEXT_RUN = """
            SELECT next_run_at FROM job_due WHERE job_id = :job AND workspace_id = :workspace FOR UPDATE
            """;

    private static final String DELETE_DUE = "DELETE FROM job_due WHERE job_id = :job AND workspace_id = :workspace";

    // An executor looks for the same condition, status = 'queued', when the time has come: what it claimed ahead is
    // gone.
    private static final String DELETE_COMING = """
            DELETE FROM execution
            WHERE job_id = :job AND workspace_id = :workspace AND source = 'schedule'
              AND status = 'queued' AND attempt_count = 0 AND scheduled_for > :now
              AND (claimed_by IS NULL OR scheduled_for > clock_timestamp() + interval '250 ms')
            """;

    // A call may have begun of which the row does not tell yet. Its report will, and wins.
    private static final String SKIP_DUE = """
            UPDATE execution SET status = 'skipped', reason = :reason, finished_at = :now
            WHERE job_id = :job AND workspace_id = :workspace AND source = 'schedule'
              AND status = 'queued' AND attempt_count = 0 AND (scheduled_for <= :now OR claimed_by IS NOT NULL)
            """;

    private static final String RECORD_MISSED = """
            INSERT INTO execution
                (id, workspace_id, job_id, status, source, scheduled_for, due_at, reason, missed_count, finished_at,
                 created_at)
            VALUES (:id, :workspace, :job, 'skipped', 'schedule', :newest, :newest, :reason, :count, :now, :now)
            ON CONFLICT (id) DO NOTHING
            """;

    private static final String QUEUE_TICK = """
            INSERT INTO execution
                (id, workspace_id, job_id, status, source, scheduled_for, due_at, completes_plan, concurrency_limited,
                 created_at)
            SELECT :id, workspace_id, id, 'queued', 'schedule', :now, :now, :number, concurrency_limit IS NOT NULL, :now
            FROM job WHERE id = :job AND workspace_id = :workspace
            """;

    private static final String BEGUN = """
            SELECT count(*) FROM execution
            WHERE job_id = :job AND workspace_id = :workspace AND source = 'schedule'
              AND (attempt_count > 0 OR claimed_by IS NOT NULL AND scheduled_for <= now())
            """;

    // Changes nothing, but waits for a scheduler that plans from this row, so that the next statement sees its ticks.
    private static final String LOCK_DUE =
            "UPDATE job_due SET next_run_at = next_run_at WHERE job_id = :job AND workspace_id = :workspace";

    // By the indexes of what is open: a job may have a long history,
    // and its lock is held meanwhile.
    private static final String LIMIT_OPEN = """
            UPDATE execution SET concurrency_limited = :limited
            WHERE workspace_id = :workspace AND concurrency_limited <> :limited
              AND status IN ('queued', 'running', 'waiting')
              AND id IN (SELECT id FROM execution WHERE job_id = :job AND status = 'queued'
                         UNION ALL
                         SELECT id FROM execution WHERE job_id = :job AND status IN ('running', 'waiting'))
            """;

    private final Pool pool;

    PlanRepository(Pool pool) {
        this.pool = pool;
    }

    Uni<Integer> insertDue(WorkspaceId workspace, UUID job, Instant next) {
        return execute(workspace, INSERT_DUE, Map.of("job", job, "next", next));
    }

    /** The oldest tick without an execution; null when there is no plan. */
    Uni<@Nullable Instant> nextRun(WorkspaceId workspace, UUID job) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(NEXT_RUN, Instant.class)
                        .setParameter("job", job)
                        .setParameter("workspace", workspace.value())
                        .getSingleResultOrNull());
    }

    /** Writes one skipped row that stands for so many ticks. */
    Uni<Integer> recordMissed(WorkspaceId workspace, UUID job, Missed missed) {
        return execute(
                workspace,
                RECORD_MISSED,
                Map.of(
                        "id",
                        ExecutionId.ofTick(job, missed.newest),
                        "job",
                        job,
                        "newest",
                        missed.newest,
                        "count",
                        missed.count,
                        "reason",
                        missed.reason.wireName(),
                        "now",
                        missed.at));
    }

    /**
     * Ticks that no scheduler has come to.
     *
     * @param at when the plan that held them ended
     */
    record Missed(Instant newest, int count, EndReason reason, Instant at) {}

    Uni<Integer> deleteDue(WorkspaceId workspace, UUID job) {
        return execute(workspace, DELETE_DUE, Map.of("job", job));
    }

    Uni<Integer> deleteComingTicks(WorkspaceId workspace, UUID job, Instant now) {
        return execute(workspace, DELETE_COMING, Map.of("job", job, "now", now));
    }

    Uni<Integer> skipDueTicks(WorkspaceId workspace, UUID job, Instant now, EndReason reason) {
        return execute(workspace, SKIP_DUE, Map.of("job", job, "now", now, "reason", reason.wireName()));
    }

    Uni<Integer> queueTick(WorkspaceId workspace, UUID job, Instant now, int plan) {
        UUID id = ExecutionId.ofTick(job, now);
        return execute(workspace, QUEUE_TICK, Map.of("id", id, "job", job, "now", now, "number", plan));
    }

    Uni<Boolean> hasBegun(WorkspaceId workspace, UUID job) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(BEGUN, Long.class)
                        .setParameter("job", job)
                        .setParameter("workspace", workspace.value())
                        .getSingleResult())
                .map(count -> count > 0);
    }

    Uni<Integer> lockDue(WorkspaceId workspace, UUID job) {
        return execute(workspace, LOCK_DUE, Map.of("job", job));
    }

    Uni<Integer> limitOpen(WorkspaceId workspace, UUID job, boolean limited) {
        return execute(workspace, LIMIT_OPEN, Map.of("job", job, "limited", limited));
    }

    Uni<Void> wakeScheduler() {
        return pool.query("NOTIFY " + Signals.WORK).execute().replaceWithVoid();
    }

    private static Uni<Integer> execute(WorkspaceId workspace, String sql, Map<String, Object> parameters) {
        return Panache.getSession().chain(session -> {
            var query = session.createNativeQuery(sql).setParameter("workspace", workspace.value());
            parameters.forEach(query::setParameter);
            return query.executeUpdate();
        });
    }
}

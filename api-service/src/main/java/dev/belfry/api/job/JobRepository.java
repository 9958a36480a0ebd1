package dev.belfry.api.job;

import dev.belfry.api.auth.WorkspaceId;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The jobs of one workspace. */
@ApplicationScoped
class JobRepository {

    private static final String PROGRESS = "from JobProgress where workspaceId = :workspace and jobId in :ids";
    private static final String REMAINS = "INSERT INTO deleted_job (job_id, deleted_at) VALUES (:job, now())";
    private static final int BATCH = 100;
    private static final String ONE = "workspaceId = ?1 and id = ?2";

    Uni<@Nullable Job> find(WorkspaceId workspace, UUID id) {
        return Job.<Job>find(ONE, workspace.value(), id).firstResult();
    }

    /** The job, which nobody else can change or delete until this transaction ends. */
    Uni<@Nullable Job> lock(WorkspaceId workspace, UUID id) {
        return Job.<Job>find(ONE, workspace.value(), id)
                .withLock(LockModeType.PESSIMISTIC_WRITE)
                .firstResult();
    }

    /** The progress of those of the jobs that still exist. */
    Uni<List<JobProgress>> progress(WorkspaceId workspace, List<UUID> ids) {
        return Panache.getSession()
                .chain(session -> session.createQuery(PROGRESS, JobProgress.class)
                        .setParameter("workspace", workspace.value())
                        .setParameter("ids", ids)
                        .getResultList());
    }

    /** Writes a new job, or the changes of a locked one, at once: later statements rely on it. */
    Uni<Job> save(Job job) {
        return job.persistAndFlush();
    }

    /** Writes new jobs of the workspace, in batches. */
    Uni<Void> saveAll(WorkspaceId workspace, List<Job> created) {
        UUID owner = workspace.value();
        if (!created.stream().allMatch(job -> job.workspaceId.equals(owner))) {
            throw new IllegalArgumentException("a job of another workspace");
        }
        return Panache.getSession()
                .chain(session -> session.setBatchSize(BATCH)
                        .persistAll(created.toArray())
                        .chain(session::flush));
    }

    /** The job that was created under a key. */
    Uni<@Nullable Job> findByKey(WorkspaceId workspace, IdempotencyKey key) {
        return Job.<Job>find("workspaceId = ?1 and idempotencyKey = ?2", workspace.value(), key.value())
                .firstResult();
    }

    /**
     * Deletes a job with all that hangs on it and tells whether there was one. Its executions and deliveries, however
     * many, are out of sight and are left to scheduler-service.
     */
    Uni<Boolean> delete(WorkspaceId workspace, UUID id) {
        return Job.delete(ONE, workspace.value(), id)
                .map(count -> count > 0)
                .call(deleted -> deleted ? leaveRemains(id) : Uni.createFrom().voidItem());
    }

    private static Uni<Integer> leaveRemains(UUID id) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(REMAINS)
                        .setParameter("job", id)
                        .executeUpdate());
    }
}

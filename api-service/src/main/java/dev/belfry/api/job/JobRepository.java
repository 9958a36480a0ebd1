package dev.belfry.api.job;

import dev.belfry.api.auth.WorkspaceId;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The jobs of one workspace that are about to be changed or deleted. Each method joins the caller's transaction. */
@ApplicationScoped
class JobRepository {

    private static final String PROGRESS = "from JobProgress where workspaceId = :workspace and jobId = :job";
    private static final String REMAINS = "INSERT INTO deleted_job (job_id, deleted_at) VALUES (:job, now())";
    private static final String ONE = "workspaceId = ?1 and id = ?2";

    /** The job, which nobody else can change or delete until this transaction ends. */
    Uni<@Nullable Job> lock(WorkspaceId workspace, UUID id) {
        return Job.<Job>find(ONE, workspace.value(), id)
                .withLock(LockModeType.PESSIMISTIC_WRITE)
                .firstResult();
    }

    /** The progress of a locked job. */
    Uni<JobProgress> progress(WorkspaceId workspace, UUID id) {
        return Panache.getSession()
                .chain(session -> session.createQuery(PROGRESS, JobProgress.class)
                        .setParameter("workspace", workspace.value())
                        .setParameter("job", id)
                        .getSingleResult());
    }

    /** Writes the changes of a locked job at once: later statements rely on it. */
    Uni<Job> save(Job job) {
        return job.persistAndFlush();
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

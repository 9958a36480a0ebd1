package dev.belfry.api.job;

import dev.belfry.api.auth.WorkspaceId;
import dev.belfry.api.page.PageRequest;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.panache.common.Parameters;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The jobs of one workspace. */
@ApplicationScoped
class JobRepository {

    private static final String PROGRESS = "from JobProgress where workspaceId = :workspace and jobId in :ids";
    private static final String REMAINS = "INSERT INTO deleted_job (job_id, deleted_at) VALUES (:job, now())";
    private static final int BATCH = 100;
    private static final int EXAMINED = 10_000;
    private static final UUID BEFORE_NONE = new UUID(-1, -1);
    private static final String EXAMINED_TO = """
            SELECT id FROM job WHERE workspace_id = :workspace AND id < :before %s
             ORDER BY id DESC OFFSET :further LIMIT 1
            """;
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

    /**
     * The id down to which a page may look, with the state as the filter says: no filter makes a page read more rows than
     * this, however many jobs are stored. Null when there are not that many.
     */
    Uni<@Nullable UUID> examinedTo(WorkspaceId workspace, JobFilter filter, PageRequest page) {
        String state = filter.state();
        return Panache.getSession().chain(session -> {
            var query = session.createNativeQuery(
                            EXAMINED_TO.formatted(state == null ? "" : "AND state = :state"), UUID.class)
                    .setParameter("workspace", workspace.value())
                    .setParameter("before", Objects.requireNonNullElse(page.before(), BEFORE_NONE))
                    .setParameter("further", EXAMINED - 1);
            return (state == null ? query : query.setParameter("state", state)).getSingleResultOrNull();
        });
    }

    /** @param downTo the id of the last row to look at; null looks at all */
    Uni<List<Job>> list(WorkspaceId workspace, JobFilter filter, PageRequest page, @Nullable UUID downTo) {
        StringBuilder where = new StringBuilder("workspaceId = :workspace");
        Parameters values = Parameters.with("workspace", workspace.value());
        if (page.before() != null) {
            where.append(" and id < :before");
            values.and("before", page.before());
        }
        if (downTo != null) {
            where.append(" and id >= :downTo");
            values.and("downTo", downTo);
        }
        if (filter.state() != null) {
            where.append(" and state = :state");
            values.and("state", filter.state());
        }
        if (filter.kind() != null) {
            where.append(" and kind = :kind");
            values.and("kind", filter.kind());
        }
        if (filter.text() != null) {
            where.append(" and locate(:text, lower(name)) > 0");
            values.and("text", filter.text().toLowerCase(Locale.ROOT));
        }
        if (!filter.tags().isEmpty()) {
            where.append(" and array_includes(tags, :tags)");
            values.and("tags", filter.tags().toArray(String[]::new));
        }
        return Job.<Job>find(where + " order by id desc", values)
                .page(0, page.fetch())
                .list();
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

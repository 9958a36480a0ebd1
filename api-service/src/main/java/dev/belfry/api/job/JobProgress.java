package dev.belfry.api.job;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.Immutable;
import org.hibernate.annotations.Subselect;
import org.hibernate.annotations.Synchronize;
import org.jspecify.annotations.Nullable;

/** What lies ahead of a job and what it did last: one index lookup each, also for a page of jobs. */
@Entity
@Immutable
@Subselect("""
        SELECT j.id AS job_id, j.workspace_id, d.next_run_at, e.started_at AS last_run_at, e.status AS last_status
        FROM job j
        LEFT JOIN job_due d ON d.job_id = j.id
        LEFT JOIN LATERAL (
            SELECT started_at, status FROM execution
            WHERE job_id = j.id AND started_at IS NOT NULL ORDER BY id DESC LIMIT 1
        ) e ON true
        """)
@Synchronize({"job", "job_due", "execution"})
class JobProgress {

    @Id
    @Column(name = "job_id")
    UUID jobId;

    @Column(name = "workspace_id")
    UUID workspaceId;

    @Column(name = "next_run_at")
    @Nullable
    Instant nextRunAt;

    @Column(name = "last_run_at")
    @Nullable
    Instant lastRunAt;

    @Column(name = "last_status")
    @Nullable
    String lastStatus;

    /** That of a job which was created a moment ago: nothing of it has run. */
    static JobProgress ofNew(Job job, @Nullable Instant nextRunAt) {
        JobProgress progress = new JobProgress();
        progress.jobId = job.id;
        progress.workspaceId = job.workspaceId;
        progress.nextRunAt = nextRunAt;
        return progress;
    }
}

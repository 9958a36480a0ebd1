package dev.belfry.api.job;

import io.vertx.mutiny.sqlclient.Row;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Jobs as plain SQL reads them, each with its progress: for every statement that selects {@link #COLUMNS}. */
final class JobRows {

    /** A job and how far it is, as of one instant. */
    record Found(Job job, JobProgress progress) {}

    /** Of {@code job j} and what {@link #PROGRESS} adds. JSON comes as text, as the row keeps it. */
    static final String COLUMNS = """
            j.id, j.workspace_id, j.name, j.kind, j.state, j.schedule::text AS schedule, j.request::text AS request,
            j.retry_policy::text AS retry_policy, j.response_output_template::text AS response_output_template, j.tags,
            j.concurrency_limit, j.overlap, j.secret_names, j.idempotency_key, j.anchor_at, j.plan, j.created_at,
            j.updated_at, d.next_run_at, e.started_at AS last_run_at, e.status AS last_status
            """;

    /** What lies ahead and what was done last: one index lookup each. */
    static final String PROGRESS = """
            LEFT JOIN job_due d ON d.job_id = j.id
            LEFT JOIN LATERAL (
                SELECT started_at, status FROM execution
                WHERE job_id = j.id AND started_at IS NOT NULL ORDER BY id DESC LIMIT 1
            ) e ON true
            """;

    private JobRows() {}

    static Found of(Row row) {
        return new Found(job(row), progress(row));
    }

    private static Job job(Row row) {
        Job job = new Job();
        job.id = row.getUUID("id");
        job.workspaceId = row.getUUID("workspace_id");
        job.name = row.getString("name");
        job.kind = row.getString("kind");
        job.state = row.getString("state");
        job.schedule = row.getString("schedule");
        job.request = row.getString("request");
        job.retryPolicy = row.getString("retry_policy");
        job.responseOutputTemplate = row.getString("response_output_template");
        job.tags = row.getArrayOfStrings("tags");
        job.concurrencyLimit = row.getInteger("concurrency_limit");
        job.overlap = row.getString("overlap");
        job.secretNames = row.getArrayOfStrings("secret_names");
        job.idempotencyKey = row.getString("idempotency_key");
        job.anchorAt = Objects.requireNonNull(instant(row, "anchor_at"));
        job.plan = row.getInteger("plan");
        job.createdAt = Objects.requireNonNull(instant(row, "created_at"));
        job.updatedAt = Objects.requireNonNull(instant(row, "updated_at"));
        return job;
    }

    private static JobProgress progress(Row row) {
        JobProgress progress = new JobProgress();
        progress.jobId = row.getUUID("id");
        progress.workspaceId = row.getUUID("workspace_id");
        progress.nextRunAt = instant(row, "next_run_at");
        progress.lastRunAt = instant(row, "last_run_at");
        progress.lastStatus = row.getString("last_status");
        return progress;
    }

    private static @Nullable Instant instant(Row row, String column) {
        OffsetDateTime value = row.getOffsetDateTime(column);
        return value == null ? null : value.toInstant();
    }
}

package dev.belfry.api.job;

import dev.belfry.api.auth.WorkspaceId;
import dev.belfry.api.batch.Batches;
import dev.belfry.api.plan.Plan;
import dev.belfry.api.transaction.Transactions;
import dev.belfry.api.transaction.WorkspaceSql;
import dev.belfry.core.execution.ExecutionId;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Stores new jobs together with what is planned for them. */
@ApplicationScoped
class JobCreationRepository {

    /** A new job's row and its plan; nobody else knows of the job yet. */
    record Planned(Job job, Plan plan) {}

    // The lists of texts travel as JSON, since PostgreSQL has no arrays of arrays of different lengths.
    private static final String INSERT = """
            WITH asked AS (
                SELECT * FROM unnest($2::uuid[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[],
                                     $9::text[], $10::text[], $11::int[], $12::text[], $13::text[], $14::text[],
                                     $15::timestamptz[], $16::timestamptz[], $17::uuid[])
                    AS asked (id, name, kind, state, schedule, request, retry_policy, response_output_template, tags,
                              concurrency_limit, overlap, secret_names, idempotency_key, created_at, next_run_at,
                              execution)
            ), created AS (
                INSERT INTO job (id, workspace_id, name, kind, state, schedule, request, retry_policy,
                                 response_output_template, tags, concurrency_limit, overlap, secret_names,
                                 idempotency_key, anchor_at, created_at, updated_at)
                SELECT id, $1, name, kind, state, schedule::jsonb, request::json, retry_policy::jsonb,
                       response_output_template::json, ARRAY(SELECT json_array_elements_text(tags::json)),
                       concurrency_limit, overlap, ARRAY(SELECT json_array_elements_text(secret_names::json)),
                       idempotency_key, created_at, created_at, created_at
                  FROM asked
            ), planned AS (
                INSERT INTO job_due (job_id, workspace_id, next_run_at)
                SELECT id, $1, next_run_at FROM asked WHERE next_run_at IS NOT NULL
            )
            INSERT INTO execution (id, workspace_id, job_id, status, source, scheduled_for, due_at, completes_plan,
                                   concurrency_limited, created_at)
            SELECT execution, $1, id, 'queued', 'schedule', created_at, created_at, 1, concurrency_limit IS NOT NULL,
                   created_at
              FROM asked WHERE execution IS NOT NULL
            """;

    private static final Batches.Limits LIMITS = new Batches.Limits(100, 1024 * 1024);

    private final WorkspaceSql sql;
    private final Batches<Planned, Planned> batches;

    JobCreationRepository(WorkspaceSql sql) {
        this.sql = sql;
        this.batches = new Batches<>(LIMITS, one -> one.job().request.length(), this::insertAll);
    }

    /** Stores a job; fails as a duplicate when its key is taken. */
    Uni<Planned> insert(WorkspaceId workspace, Planned one) {
        // Under a key it may have to wait for another request under the same key, and nobody shall wait with it.
        return one.job().idempotencyKey == null
                ? batches.ask(workspace, one)
                : insertAll(workspace, List.of(one)).replaceWith(one);
    }

    /** Stores all of the jobs or none, and answers with them. */
    Uni<List<Planned>> insertAll(WorkspaceId workspace, List<Planned> all) {
        Tuple values = values(workspace, all);
        return Transactions.repeated(() -> sql.query(workspace, INSERT, values)).replaceWith(all);
    }

    private static Tuple values(WorkspaceId workspace, List<Planned> all) {
        return Tuple.tuple()
                .addUUID(workspace.value())
                .addArrayOfUUID(all.stream().map(one -> one.job().id).toArray(UUID[]::new))
                .addArrayOfString(texts(all, job -> job.name))
                .addArrayOfString(texts(all, job -> job.kind))
                .addArrayOfString(texts(all, job -> job.state))
                .addArrayOfString(texts(all, job -> job.schedule))
                .addArrayOfString(texts(all, job -> job.request))
                .addArrayOfString(texts(all, job -> job.retryPolicy))
                .addArrayOfString(texts(all, job -> job.responseOutputTemplate))
                .addArrayOfString(texts(all, job -> JobDocument.list(job.tags)))
                .addArrayOfInteger(
                        all.stream().map(one -> one.job().concurrencyLimit).toArray(Integer[]::new))
                .addArrayOfString(texts(all, job -> job.overlap))
                .addArrayOfString(texts(all, job -> JobDocument.list(job.secretNames)))
                .addArrayOfString(texts(all, job -> job.idempotencyKey))
                .addArrayOfOffsetDateTime(instants(all, one -> one.job().createdAt))
                .addArrayOfOffsetDateTime(instants(all, one -> one.plan().nextRunAt()))
                .addArrayOfUUID(
                        all.stream().map(JobCreationRepository::execution).toArray(UUID[]::new));
    }

    /** The execution of a job that runs at once. */
    private static @Nullable UUID execution(Planned one) {
        return one.plan().queued() ? ExecutionId.ofTick(one.job().id, one.job().createdAt) : null;
    }

    private static @Nullable String[] texts(List<Planned> all, Function<Job, @Nullable String> column) {
        return all.stream().map(one -> column.apply(one.job())).toArray(String[]::new);
    }

    private static @Nullable OffsetDateTime[] instants(List<Planned> all, Function<Planned, @Nullable Instant> column) {
        return all.stream()
                .map(column)
                .map(instant -> instant == null ? null : instant.atOffset(ZoneOffset.UTC))
                .toArray(OffsetDateTime[]::new);
    }
}

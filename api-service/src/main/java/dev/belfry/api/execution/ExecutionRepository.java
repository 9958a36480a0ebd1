package dev.belfry.api.execution;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.belfry.api.auth.WorkspaceId;
import dev.belfry.api.page.PageRequest;
import dev.belfry.api.transaction.WorkspaceSql;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** The executions of one workspace, read by plain SQL: an attempt may hold 64 KB, so lists leave attempts alone. */
@ApplicationScoped
class ExecutionRepository {

    private static final String COLUMNS = """
            e.id, e.job_id, j.name AS job_name, e.status, e.source, e.scheduled_for, e.due_at, e.started_at,
            e.finished_at, e.created_at, e.attempt_count, e.error, e.error_code, e.reason, e.missed_count
            """;

    private static final String FIND = "SELECT " + COLUMNS + """
            , e.attempts::text AS attempts
            FROM execution e JOIN job j ON j.id = e.job_id
            WHERE e.workspace_id = $1 AND e.id = $2
            """;

    // Ids are ordered by scheduled time, so the range of ids keeps PostgreSQL out of the other days' partitions.
    private static final String LIST = "SELECT " + COLUMNS + """
            FROM execution e JOIN job j ON j.id = e.job_id
            WHERE e.workspace_id = $1
              AND ($2::uuid IS NULL OR e.id < $2)
              AND ($3::text IS NULL OR e.status = $3)
              AND ($4::text IS NULL OR e.source = $4)
              AND ($5::text IS NULL OR position($5 in lower(j.name)) > 0)
              AND ($6::timestamptz IS NULL OR e.scheduled_for >= $6 AND e.id >= execution_id_floor($6))
              AND ($7::timestamptz IS NULL OR e.scheduled_for < $7 AND e.id <= execution_id_floor($7))
              AND ($8::uuid IS NULL OR e.job_id = $8)
            ORDER BY e.id DESC LIMIT $9
            """;

    // The lock makes a deletion of the job wait, so that no execution outlives its job.
    private static final String RUN_NOW = """
            INSERT INTO execution
                (id, workspace_id, job_id, status, source, scheduled_for, due_at, concurrency_limited, created_at)
            SELECT $3, workspace_id, id, 'queued', 'manual', $4, $4, concurrency_limit IS NOT NULL, $4
            FROM job WHERE workspace_id = $1 AND id = $2 FOR KEY SHARE
            """;

    private final WorkspaceSql sql;
    private final ObjectMapper mapper;

    ExecutionRepository(WorkspaceSql sql, ObjectMapper mapper) {
        this.sql = sql;
        this.mapper = mapper;
    }

    Uni<@Nullable ExecutionView> find(WorkspaceId workspace, UUID id) {
        return sql.query(workspace, FIND, Tuple.of(workspace.value(), id)).map(rows -> {
            for (Row row : rows) {
                return view(row, attempts(row.getString("attempts")));
            }
            return null;
        });
    }

    Uni<List<ExecutionView>> list(WorkspaceId workspace, ExecutionFilter filter, PageRequest page) {
        Tuple values = Tuple.tuple()
                .addValue(workspace.value())
                .addValue(page.before())
                .addValue(filter.status())
                .addValue(filter.source())
                .addValue(filter.jobName() == null ? null : filter.jobName().toLowerCase(Locale.ROOT))
                .addValue(inDatabase(filter.from()))
                .addValue(inDatabase(filter.to()))
                .addValue(filter.jobId())
                .addValue(page.fetch());
        return sql.query(workspace, LIST, values)
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(row -> view(row, null))
                        .toList());
    }

    /** Queues a manual execution; tells whether the workspace has the job. */
    Uni<Boolean> insertManual(WorkspaceId workspace, UUID job, UUID id, Instant now) {
        return sql.query(workspace, RUN_NOW, Tuple.of(workspace.value(), job, id, inDatabase(now)))
                .map(RowSet::rowCount)
                .map(count -> count > 0);
    }

    private static ExecutionView view(Row row, @Nullable JsonNode attempts) {
        Instant scheduledFor = row.getOffsetDateTime("scheduled_for").toInstant();
        Instant startedAt = instant(row, "started_at");
        Instant finishedAt = instant(row, "finished_at");
        int attemptCount = row.getInteger("attempt_count");
        boolean between = attemptCount > 0 && row.getString("status").equals("queued");
        return new ExecutionView(
                row.getUUID("id"),
                row.getUUID("job_id"),
                row.getString("job_name"),
                row.getString("status"),
                row.getString("source"),
                scheduledFor,
                startedAt,
                finishedAt,
                row.getOffsetDateTime("created_at").toInstant(),
                millis(startedAt, finishedAt),
                millis(scheduledFor, startedAt),
                attemptCount,
                between ? instant(row, "due_at") : null,
                row.getString("error"),
                row.getString("error_code"),
                row.getString("reason"),
                row.getInteger("missed_count"),
                attempts);
    }

    private static @Nullable Long millis(@Nullable Instant from, @Nullable Instant to) {
        return from == null || to == null
                ? null
                : Math.max(0, Duration.between(from, to).toMillis());
    }

    private static @Nullable Instant instant(Row row, String column) {
        OffsetDateTime value = row.getOffsetDateTime(column);
        return value == null ? null : value.toInstant();
    }

    private static @Nullable OffsetDateTime inDatabase(@Nullable Instant instant) {
        return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
    }

    private JsonNode attempts(String stored) {
        try {
            return mapper.readTree(stored);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("stored attempts cannot be read", e);
        }
    }
}

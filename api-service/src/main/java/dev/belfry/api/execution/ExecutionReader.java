package dev.belfry.api.execution;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/** Makes views of rows, for every statement that selects {@link #COLUMNS}. */
@Singleton
public class ExecutionReader {

    /** Of {@code execution e} and its {@code job j}. An attempt may hold 64 KB, so attempts are asked for by name. */
    public static final String COLUMNS = """
            e.id, e.job_id, j.name AS job_name, e.status, e.source, e.replay_of, e.scheduled_for, e.due_at, e.started_at,
            e.finished_at, e.created_at, e.attempt_count, e.error, e.error_code, e.reason, e.missed_count,
            e.final_output::text AS final_output
            """;

    private final ObjectMapper mapper;

    ExecutionReader(ObjectMapper mapper) {
        this.mapper = mapper;
    }

    /** The view without attempts. */
    public ExecutionView row(Row row) {
        return view(row, null);
    }

    /** The view of a row that has the attempts as well. */
    public ExecutionView whole(Row row) {
        return view(row, json(row.getString("attempts")));
    }

    private ExecutionView view(Row row, @Nullable JsonNode attempts) {
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
                row.getUUID("replay_of"),
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
                json(row.getString("final_output")),
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

    private @Nullable JsonNode json(@Nullable String stored) {
        try {
            return stored == null ? null : mapper.readTree(stored);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("stored JSON cannot be read", e);
        }
    }
}

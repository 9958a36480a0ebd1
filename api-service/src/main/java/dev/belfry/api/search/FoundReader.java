package dev.belfry.api.search;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.belfry.api.execution.ExecutionReader;
import dev.belfry.api.execution.ExecutionView;
import dev.belfry.api.order.Asked;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Makes found executions of rows. */
@Singleton
class FoundReader {

    /**
     * Of {@code execution e} and its {@code job j}. What attempts took is only asked of those that hold several: to
     * unpack them takes time, and of one the times of the execution tell as much.
     */
    static final String COLUMNS = ExecutionReader.COLUMNS + ", " + ExecutionState.COLUMN + """
             AS state, e.tags, j.tags AS job_tags, e.asked::text AS asked, e.metadata::text AS metadata, e.changed_at,
            CASE WHEN e.attempt_count > 1 THEN (
                SELECT sum((a ->> 'latencyMs')::numeric)::bigint FROM jsonb_array_elements(e.attempts) a) END AS busy_ms
            """;

    /** How large what {@link #COLUMNS} selects of a row is, as far as it is not small. */
    static final String BYTES =
            "coalesce(octet_length(asked), 0) + coalesce(octet_length(metadata), 0) + coalesce(octet_length(final_output), 0)";

    static final String WHOLE_COLUMNS = COLUMNS + """
            , e.attempts::text AS attempts, e.input::text AS input, j.kind AS job_kind, j.schedule::text AS job_schedule
            """;

    private final ExecutionReader executions;
    private final ObjectMapper mapper;

    FoundReader(ExecutionReader executions, ObjectMapper mapper) {
        this.executions = executions;
        this.mapper = mapper;
    }

    FoundExecution row(Row row) {
        return found(row, executions.row(row), null);
    }

    FoundExecution whole(Row row) {
        return found(
                row,
                executions.whole(row),
                new FoundExecution.Whole(
                        json(row.getString("input")),
                        row.getString("job_kind"),
                        Objects.requireNonNull(json(row.getString("job_schedule")))));
    }

    private FoundExecution found(Row row, ExecutionView execution, FoundExecution.@Nullable Whole whole) {
        String asked = row.getString("asked");
        return new FoundExecution(
                execution,
                ExecutionState.valueOf(row.getString("state")),
                tags(row).stream().toList(),
                asked == null ? Asked.NOTHING : read(asked, Asked.class),
                (ObjectNode) json(row.getString("metadata")),
                changedAt(execution, row.getOffsetDateTime("changed_at")),
                busyMillis(execution, row.getLong("busy_ms")),
                whole);
    }

    private static Set<String> tags(Row row) {
        Set<String> tags = new TreeSet<>(Arrays.asList(row.getArrayOfStrings("job_tags")));
        String[] own = row.getArrayOfStrings("tags");
        if (own != null) {
            tags.addAll(Arrays.asList(own));
        }
        return tags;
    }

    private static long busyMillis(ExecutionView execution, @Nullable Long ofAttempts) {
        if (ofAttempts != null) {
            return ofAttempts;
        }
        return execution.durationMs() == null ? 0 : execution.durationMs();
    }

    private static Instant changedAt(ExecutionView execution, @Nullable OffsetDateTime byProgram) {
        return Stream.of(
                        execution.createdAt(),
                        execution.startedAt(),
                        execution.finishedAt(),
                        byProgram == null ? null : byProgram.toInstant())
                .filter(Objects::nonNull)
                .max(Instant::compareTo)
                .orElseThrow();
    }

    private @Nullable JsonNode json(@Nullable String stored) {
        return stored == null ? null : read(stored, JsonNode.class);
    }

    private <T> T read(String stored, Class<T> type) {
        try {
            return mapper.readValue(stored, type);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("stored JSON cannot be read", e);
        }
    }
}

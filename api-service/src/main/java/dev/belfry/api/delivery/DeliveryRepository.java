package dev.belfry.api.delivery;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.belfry.api.auth.WorkspaceId;
import dev.belfry.api.page.PageRequest;
import dev.belfry.api.transaction.WorkspaceSql;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** The deliveries of one workspace. */
@ApplicationScoped
class DeliveryRepository {

    private static final String COLUMNS = """
            id, channel_id, rule_id, job_id, execution_id, monitor_id, flip_id, event, status, reminder, folded_into, due_at,
            attempt_count, error, error_code, created_at, finished_at, attempts::text AS attempts
            """;

    // Those of a deleted job are out of sight, though it takes a while until they are removed. Asked row by row: a list
    // would mean reading all jobs of the workspace.
    static final String SELECT = "SELECT " + COLUMNS + """
             FROM notification_delivery d
            WHERE workspace_id = $1
              AND (d.job_id IS NULL OR (SELECT true FROM job j WHERE j.id = d.job_id))
            """;

    private static final String FIND = SELECT + " AND id = $2";

    private static final String INSERT_TEST = """
            INSERT INTO notification_delivery (id, workspace_id, channel_id, event, status, due_at)
            VALUES ($2, $1, $3, 'test', 'pending', now())
            """;

    /** One that is under way is left alone: it is being told already. */
    private static final String REPEAT = """
            UPDATE notification_delivery d
               SET status = 'pending', due_at = now(), repeated_after = attempt_count, folded_into = NULL,
                   finished_at = NULL, error = NULL, error_code = NULL
             WHERE workspace_id = $1 AND id = $2 AND status <> 'pending'
               AND (job_id IS NULL OR EXISTS (SELECT FROM execution e WHERE e.id = d.execution_id))
            RETURNING
            """ + COLUMNS;

    private final WorkspaceSql sql;
    private final ObjectMapper mapper;

    DeliveryRepository(WorkspaceSql sql, ObjectMapper mapper) {
        this.sql = sql;
        this.mapper = mapper;
    }

    Uni<List<DeliveryView>> list(WorkspaceId workspace, DeliveryFilter filter, PageRequest page) {
        ListStatement statement = new ListStatement(workspace, filter, page);
        return read(workspace, statement.text(SELECT), statement.values());
    }

    Uni<Optional<DeliveryView>> find(WorkspaceId workspace, UUID id) {
        return read(workspace, FIND, Tuple.of(workspace.value(), id))
                .map(found -> found.stream().findFirst());
    }

    Uni<Void> insertTest(WorkspaceId workspace, UUID id, UUID channel) {
        return sql.query(workspace, INSERT_TEST, Tuple.of(workspace.value(), id, channel))
                .replaceWithVoid();
    }

    /** Makes one that ended pending again; empty when there is none, or it has not ended. */
    Uni<Optional<DeliveryView>> repeat(WorkspaceId workspace, UUID id) {
        return read(workspace, REPEAT, Tuple.of(workspace.value(), id))
                .map(found -> found.stream().findFirst());
    }

    private Uni<List<DeliveryView>> read(WorkspaceId workspace, String statement, Tuple values) {
        return sql.query(workspace, statement, values)
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(this::view)
                        .toList());
    }

    private DeliveryView view(Row row) {
        String status = row.getString("status");
        return new DeliveryView(
                row.getUUID("id"),
                row.getUUID("channel_id"),
                row.getUUID("rule_id"),
                row.getUUID("job_id"),
                row.getUUID("execution_id"),
                row.getUUID("monitor_id"),
                row.getUUID("flip_id"),
                row.getString("event"),
                status,
                row.getInteger("reminder"),
                row.getUUID("folded_into"),
                row.getInteger("attempt_count"),
                status.equals("pending") ? instant(row, "due_at") : null,
                row.getString("error"),
                row.getString("error_code"),
                tree(row.getString("attempts")),
                row.getOffsetDateTime("created_at").toInstant(),
                instant(row, "finished_at"));
    }

    private static @Nullable Instant instant(Row row, String column) {
        OffsetDateTime value = row.getOffsetDateTime(column);
        return value == null ? null : value.toInstant();
    }

    private JsonNode tree(String stored) {
        try {
            return mapper.readTree(stored);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("stored attempts cannot be read", e);
        }
    }
}

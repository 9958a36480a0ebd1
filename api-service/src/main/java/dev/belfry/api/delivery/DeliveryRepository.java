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
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** The deliveries of one workspace. */
@ApplicationScoped
class DeliveryRepository {

    // Those of a deleted job are out of sight, though it takes a while until they are removed.
    private static final String LIST = """
            SELECT id, channel_id, job_id, execution_id, event, status, due_at, attempt_count, error, error_code,
                   created_at, finished_at, attempts::text AS attempts
            FROM notification_delivery d
            WHERE workspace_id = $1
              AND EXISTS (SELECT FROM job j WHERE j.id = d.job_id)
              AND ($2::uuid IS NULL OR id < $2)
              AND ($3::uuid IS NULL OR channel_id = $3)
              AND ($4::uuid IS NULL OR execution_id = $4)
            ORDER BY id DESC LIMIT $5
            """;

    private final WorkspaceSql sql;
    private final ObjectMapper mapper;

    DeliveryRepository(WorkspaceSql sql, ObjectMapper mapper) {
        this.sql = sql;
        this.mapper = mapper;
    }

    Uni<List<DeliveryView>> list(
            WorkspaceId workspace, @Nullable UUID channel, @Nullable UUID execution, PageRequest page) {
        Tuple values = Tuple.of(workspace.value(), page.before(), channel, execution, page.fetch());
        return sql.query(workspace, LIST, values)
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(this::view)
                        .toList());
    }

    private DeliveryView view(Row row) {
        String status = row.getString("status");
        return new DeliveryView(
                row.getUUID("id"),
                row.getUUID("channel_id"),
                row.getUUID("job_id"),
                row.getUUID("execution_id"),
                row.getString("event"),
                status,
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

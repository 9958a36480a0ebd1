package dev.belfry.api.workspace;

import dev.belfry.api.auth.WorkspaceId;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The rows of workspaces. */
@ApplicationScoped
class WorkspaceRepository {

    private static final String COLUMNS = "id, name, timezone, created_at, updated_at";
    private static final String FIND = "SELECT " + COLUMNS + " FROM workspace WHERE id = $1";
    private static final String UPDATE = "UPDATE workspace SET name = coalesce($2, name),"
            + " timezone = coalesce($3, timezone), updated_at = $4 WHERE id = $1 RETURNING " + COLUMNS;
    private static final String CREATE = """
            WITH place AS (
                INSERT INTO workspace (id, name, timezone, created_at, updated_at) VALUES ($1, $2, $3, $4, $4)
                RETURNING *
            ), ownership AS (
                INSERT INTO membership (workspace_id, user_id, role, created_at) SELECT id, $5, 'owner', $4 FROM place
            )
            SELECT * FROM place
            """;

    private final Pool pool;

    WorkspaceRepository(Pool pool) {
        this.pool = pool;
    }

    Uni<@Nullable WorkspaceView> find(WorkspaceId workspace) {
        return pool.preparedQuery(FIND).execute(Tuple.of(workspace.value())).map(WorkspaceRepository::first);
    }

    /** Changes what is not null. */
    Uni<@Nullable WorkspaceView> update(
            WorkspaceId workspace, @Nullable String name, @Nullable String timezone, Instant now) {
        return pool.preparedQuery(UPDATE)
                .execute(Tuple.of(workspace.value(), name, timezone, now.atOffset(ZoneOffset.UTC)))
                .map(WorkspaceRepository::first);
    }

    /** Stores a workspace together with its owner. */
    Uni<@Nullable WorkspaceView> create(WorkspaceId workspace, String name, String timezone, Instant now, UUID owner) {
        return pool.preparedQuery(CREATE)
                .execute(Tuple.of(workspace.value(), name, timezone, now.atOffset(ZoneOffset.UTC), owner))
                .map(WorkspaceRepository::first);
    }

    private static @Nullable WorkspaceView first(RowSet<Row> rows) {
        for (Row row : rows) {
            return new WorkspaceView(
                    row.getUUID("id"),
                    row.getString("name"),
                    row.getString("timezone"),
                    row.getOffsetDateTime("created_at").toInstant(),
                    row.getOffsetDateTime("updated_at").toInstant());
        }
        return null;
    }
}

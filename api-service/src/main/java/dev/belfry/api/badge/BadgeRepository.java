package dev.belfry.api.badge;

import dev.belfry.api.auth.WorkspaceId;
import dev.belfry.api.transaction.WorkspaceSql;
import dev.belfry.core.monitor.MonitorState;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.UUID;

/** The states of one workspace's monitors. */
@ApplicationScoped
class BadgeRepository {

    private static final String STATE = """
            SELECT m.state FROM monitor m JOIN monitor_address a ON a.monitor_id = m.id
             WHERE m.workspace_id = $1 AND a.id = $2
            """;

    private final WorkspaceSql sql;

    BadgeRepository(WorkspaceSql sql) {
        this.sql = sql;
    }

    /** The state of the monitor at an address; nothing when the address is gone. */
    Uni<Optional<MonitorState>> state(WorkspaceId workspace, UUID address) {
        return sql.query(workspace, STATE, Tuple.of(workspace.value(), address)).map(rows -> {
            for (Row row : rows) {
                return Optional.of(MonitorState.of(row.getString("state")));
            }
            return Optional.empty();
        });
    }
}

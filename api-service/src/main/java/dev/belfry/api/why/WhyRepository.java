package dev.belfry.api.why;

import dev.belfry.api.auth.WorkspaceId;
import dev.belfry.api.transaction.WorkspaceSql;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.OffsetDateTime;
import java.util.UUID;

/** Reads of an execution's row what no client sees otherwise. */
@ApplicationScoped
class WhyRepository {

    private static final String FIND =
            "SELECT dispatched_at, concurrency_limited, lost_count FROM execution WHERE workspace_id = $1 AND id = $2";

    private final WorkspaceSql sql;

    WhyRepository(WorkspaceSql sql) {
        this.sql = sql;
    }

    Uni<Circumstances> find(WorkspaceId workspace, UUID execution) {
        return sql.query(workspace, FIND, Tuple.of(workspace.value(), execution))
                .map(rows -> {
                    for (Row row : rows) {
                        OffsetDateTime dispatched = row.getOffsetDateTime("dispatched_at");
                        return new Circumstances(
                                dispatched == null ? null : dispatched.toInstant(),
                                row.getBoolean("concurrency_limited"),
                                row.getInteger("lost_count"));
                    }
                    return Circumstances.UNKNOWN;
                });
    }
}

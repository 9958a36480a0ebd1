package dev.belfry.api.address;

import dev.belfry.api.auth.WorkspaceId;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** Finds addresses. It knows no workspace, because it is what finds the workspace. */
@ApplicationScoped
class AddressRepository {

    private static final String FIND = """
            SELECT id, workspace_id, monitor_id FROM monitor_address WHERE token_hash = $1 AND purpose = $2
            """;

    private final Pool pool;

    AddressRepository(Pool pool) {
        this.pool = pool;
    }

    Uni<Optional<Address>> find(Purpose purpose, byte[] hash) {
        return pool.preparedQuery(FIND)
                .execute(Tuple.of(Buffer.buffer(hash), purpose.wireName()))
                .map(rows -> {
                    for (Row row : rows) {
                        return Optional.of(new Address(
                                row.getUUID("id"),
                                new WorkspaceId(row.getUUID("workspace_id")),
                                row.getUUID("monitor_id")));
                    }
                    return Optional.empty();
                });
    }
}

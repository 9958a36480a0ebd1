package dev.belfry.api.address;

import static java.util.stream.Collectors.toMap;

import dev.belfry.api.auth.WorkspaceId;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Set;
import java.util.stream.StreamSupport;

/** Finds addresses. It knows no workspace, because it is what finds the workspace. */
@ApplicationScoped
class AddressRepository {

    private static final String FIND = """
            SELECT id, workspace_id, monitor_id, token_hash FROM monitor_address
             WHERE token_hash = ANY ($1) AND purpose = $2
            """;

    private final Pool pool;

    AddressRepository(Pool pool) {
        this.pool = pool;
    }

    /** The addresses behind those of the hashes that lead anywhere. */
    Uni<Map<ByteBuffer, Address>> find(Purpose purpose, Set<ByteBuffer> hashes) {
        Buffer[] asked =
                hashes.stream().map(hash -> Buffer.buffer(hash.array())).toArray(Buffer[]::new);
        return pool.preparedQuery(FIND)
                .execute(Tuple.of(asked, purpose.wireName()))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .collect(toMap(
                                row -> ByteBuffer.wrap(
                                        row.getBuffer("token_hash").getBytes()),
                                AddressRepository::address)));
    }

    private static Address address(Row row) {
        return new Address(row.getUUID("id"), new WorkspaceId(row.getUUID("workspace_id")), row.getUUID("monitor_id"));
    }
}

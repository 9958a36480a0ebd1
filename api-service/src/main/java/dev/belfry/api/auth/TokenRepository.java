package dev.belfry.api.auth;

import dev.belfry.core.token.ApiToken;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds tokens. The one repository that knows no workspace, because it is what finds the workspace. */
@ApplicationScoped
class TokenRepository {

    // The join makes a token end with its creator's membership.
    private static final String FIND = """
            SELECT t.workspace_id, t.user_id, m.role, t.scopes, u.trust_level, t.hash
            FROM api_token t JOIN membership m USING (workspace_id, user_id) JOIN user_account u ON u.id = t.user_id
            WHERE t.prefix = $1 AND (t.expires_at IS NULL OR t.expires_at > now())
            """;

    private final Pool pool;

    TokenRepository(Pool pool) {
        this.pool = pool;
    }

    Uni<@Nullable TokenOwner> find(ApiToken token) {
        return pool.preparedQuery(FIND).execute(Tuple.of(token.prefix())).map(rows -> {
            for (Row row : rows) {
                return owner(row);
            }
            return null;
        });
    }

    private static TokenOwner owner(Row row) {
        Role role = Role.of(row.getString("role"));
        String[] scopes = row.getArrayOfStrings("scopes");
        Identity identity = new Identity(
                new WorkspaceId(row.getUUID("workspace_id")),
                row.getUUID("user_id"),
                role,
                scopes == null ? Grants.of(role) : Grants.of(role, List.of(scopes)),
                !row.getString("trust_level").equals("pending_verification"));
        return new TokenOwner(identity, row.getBuffer("hash").getBytes());
    }
}

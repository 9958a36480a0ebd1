package dev.belfry.api.auth;

import dev.belfry.core.token.ApiToken;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Finds tokens. The one repository that knows no workspace, because it is what finds the workspace. */
@ApplicationScoped
class TokenRepository {

    // The join makes a token end with its creator's membership.
    private static final String FIND = """
            SELECT t.workspace_id, t.user_id, m.role, t.id, t.scopes, t.expires_at, u.trust_level, t.hash
            FROM api_token t JOIN membership m USING (workspace_id, user_id) JOIN user_account u ON u.id = t.user_id
            WHERE t.prefix = $1 AND (t.expires_at IS NULL OR t.expires_at > now())
            """;

    // Locked in one order, so that two replicas never wait for each other in a circle.
    private static final String WRITE_USES = """
            WITH used AS (SELECT * FROM unnest($1::uuid[], $2::timestamptz[]) AS used(id, at)),
            stale AS (SELECT t.id, used.at
                      FROM api_token t JOIN used USING (id)
                      WHERE t.last_used_at IS NULL OR t.last_used_at <= used.at - interval '1 minute'
                      ORDER BY t.id
                      FOR NO KEY UPDATE OF t)
            UPDATE api_token SET last_used_at = stale.at FROM stale WHERE api_token.id = stale.id
            """;

    private final Pool pool;
    private final LoginConfig config;

    TokenRepository(Pool pool, LoginConfig config) {
        this.pool = pool;
        this.config = config;
    }

    Uni<@Nullable TokenOwner> find(ApiToken token) {
        return pool.preparedQuery(FIND).execute(Tuple.of(token.prefix())).map(rows -> {
            for (Row row : rows) {
                return owner(row);
            }
            return null;
        });
    }

    /** Writes when tokens were used, except within a minute of what stands there. */
    Uni<Void> writeUses(Map<UUID, Instant> uses) {
        List<Map.Entry<UUID, Instant>> entries = List.copyOf(uses.entrySet());
        UUID[] ids = entries.stream().map(Map.Entry::getKey).toArray(UUID[]::new);
        OffsetDateTime[] at = entries.stream()
                .map(entry -> entry.getValue().atOffset(ZoneOffset.UTC))
                .toArray(OffsetDateTime[]::new);
        return pool.preparedQuery(WRITE_USES).execute(Tuple.of(ids, at)).replaceWithVoid();
    }

    private TokenOwner owner(Row row) {
        Role role = Role.of(row.getString("role"));
        String[] scopes = row.getArrayOfStrings("scopes");
        Identity identity = new Identity(
                new WorkspaceId(row.getUUID("workspace_id")),
                row.getUUID("user_id"),
                role,
                scopes == null ? Grants.of(role) : Grants.of(role, List.of(scopes)),
                row.getUUID("id"),
                !config.emailVerification() || !row.getString("trust_level").equals("pending_verification"));
        OffsetDateTime expiresAt = row.getOffsetDateTime("expires_at");
        return new TokenOwner(
                row.getUUID("id"),
                identity,
                row.getBuffer("hash").getBytes(),
                expiresAt == null ? null : expiresAt.toInstant());
    }
}

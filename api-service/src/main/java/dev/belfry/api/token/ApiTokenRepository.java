package dev.belfry.api.token;

import dev.belfry.api.auth.WorkspaceId;
import dev.belfry.api.page.PageRequest;
import dev.belfry.core.token.ApiToken;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The API tokens of one workspace. */
@ApplicationScoped
class ApiTokenRepository {

    // Only while the maker is a member: who was removed a moment ago must not leave a token behind. A token that
    // another
    // one makes ends with it, by its time and by its revocation (parent_id).
    private static final String INSERT = """
            INSERT INTO api_token
                (id, workspace_id, user_id, name, prefix, hash, scopes, expires_at, created_at, parent_id)
            SELECT $1, workspace_id, user_id, $4, $5, $6, $7,
                   least($8, (SELECT expires_at FROM api_token WHERE id = $10)), $9, $10
            FROM membership
            WHERE workspace_id = $2 AND user_id = $3 AND ($10::uuid IS NULL OR EXISTS (SELECT FROM api_token WHERE id = $10))
            FOR KEY SHARE
            RETURNING expires_at
            """;

    private static final String LIST = """
            SELECT id, name, prefix, scopes, user_id, expires_at, last_used_at, created_at
            FROM api_token
            WHERE workspace_id = $1 AND ($2::uuid IS NULL OR id < $2)
            ORDER BY id DESC LIMIT $3
            """;

    private static final String DELETE = "DELETE FROM api_token WHERE workspace_id = $1 AND id = $2";

    private final Pool pool;

    ApiTokenRepository(Pool pool) {
        this.pool = pool;
    }

    /** The token as it was stored; null when its maker is no member any more. */
    Uni<@Nullable ApiTokenView> insert(WorkspaceId workspace, ApiTokenView row, ApiToken token, @Nullable UUID parent) {
        List<String> scopes = row.scopes();
        Tuple values = Tuple.tuple()
                .addUUID(row.id())
                .addUUID(workspace.value())
                .addUUID(row.createdBy())
                .addString(row.name())
                .addString(row.prefix())
                .addValue(Buffer.buffer(token.hash()))
                .addArrayOfString(scopes == null ? null : scopes.toArray(String[]::new))
                .addOffsetDateTime(row.expiresAt() == null ? null : utc(row.expiresAt()))
                .addOffsetDateTime(utc(row.createdAt()))
                .addUUID(parent);
        return pool.preparedQuery(INSERT).execute(values).map(rows -> {
            for (Row stored : rows) {
                return row.until(instant(stored, "expires_at"));
            }
            return null;
        });
    }

    Uni<List<ApiTokenView>> list(WorkspaceId workspace, PageRequest page) {
        return pool.preparedQuery(LIST)
                .execute(Tuple.of(workspace.value(), page.before(), page.fetch()))
                .map(rows -> {
                    List<ApiTokenView> found = new ArrayList<>();
                    rows.forEach(row -> found.add(view(row)));
                    return found;
                });
    }

    Uni<Boolean> delete(WorkspaceId workspace, UUID id) {
        return pool.preparedQuery(DELETE)
                .execute(Tuple.of(workspace.value(), id))
                .map(done -> done.rowCount() > 0);
    }

    private static ApiTokenView view(Row row) {
        String[] scopes = row.getArrayOfStrings("scopes");
        return new ApiTokenView(
                row.getUUID("id"),
                row.getString("name"),
                row.getString("prefix"),
                scopes == null ? null : List.of(scopes),
                row.getUUID("user_id"),
                instant(row, "expires_at"),
                instant(row, "last_used_at"),
                row.getOffsetDateTime("created_at").toInstant());
    }

    private static @Nullable Instant instant(Row row, String column) {
        OffsetDateTime value = row.getOffsetDateTime(column);
        return value == null ? null : value.toInstant();
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}

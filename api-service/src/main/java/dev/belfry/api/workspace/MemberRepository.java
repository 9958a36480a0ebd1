package dev.belfry.api.workspace;

import dev.belfry.api.auth.Role;
import dev.belfry.api.auth.WorkspaceId;
import dev.belfry.api.page.PageRequest;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The members of one workspace. What changes them runs in a transaction that holds the workspace's lock. */
@ApplicationScoped
class MemberRepository {

    private static final String SELECT = """
            SELECT m.user_id, u.name, u.email, m.role, m.created_at
            FROM membership m JOIN user_account u ON u.id = m.user_id
            WHERE m.workspace_id = $1
            """;

    // Not FOR UPDATE: rows that refer to the workspace may be written meanwhile.
    private static final String LOCK = "SELECT FROM workspace WHERE id = $1 FOR NO KEY UPDATE";

    private static final String SET_ROLE = "UPDATE membership SET role = $3 WHERE workspace_id = $1 AND user_id = $2";

    private static final String ADD = """
            INSERT INTO membership (workspace_id, user_id, role) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING
            """;

    // The tokens go along by their foreign key: they must not come back to life should their maker join again.
    private static final String REMOVE = "DELETE FROM membership WHERE workspace_id = $1 AND user_id = $2";

    private final Pool pool;

    MemberRepository(Pool pool) {
        this.pool = pool;
    }

    Uni<List<MemberView>> list(WorkspaceId workspace, PageRequest page) {
        return pool.preparedQuery(SELECT + "AND ($2::uuid IS NULL OR m.user_id < $2) ORDER BY m.user_id DESC LIMIT $3")
                .execute(Tuple.of(workspace.value(), page.before(), page.fetch()))
                .map(rows -> {
                    List<MemberView> found = new ArrayList<>();
                    rows.forEach(row -> found.add(view(row)));
                    return found;
                });
    }

    /** Makes every other change of the members wait until this transaction ends. */
    Uni<Void> lock(WorkspaceId workspace, SqlConnection connection) {
        return connection
                .preparedQuery(LOCK)
                .execute(Tuple.of(workspace.value()))
                .replaceWithVoid();
    }

    Uni<@Nullable MemberView> find(WorkspaceId workspace, SqlConnection connection, UUID user) {
        return connection
                .preparedQuery(SELECT + "AND m.user_id = $2")
                .execute(Tuple.of(workspace.value(), user))
                .map(rows -> {
                    for (Row row : rows) {
                        return view(row);
                    }
                    return null;
                });
    }

    /** Whether there is a new membership; not when there was one. */
    Uni<Boolean> add(WorkspaceId workspace, SqlConnection connection, UUID user, Role role) {
        return connection
                .preparedQuery(ADD)
                .execute(Tuple.of(workspace.value(), user, role.wireName()))
                .map(done -> done.rowCount() > 0);
    }

    Uni<Void> setRole(WorkspaceId workspace, SqlConnection connection, UUID user, Role role) {
        return connection
                .preparedQuery(SET_ROLE)
                .execute(Tuple.of(workspace.value(), user, role.wireName()))
                .replaceWithVoid();
    }

    /** Ends the membership, with the tokens the member made. */
    Uni<Void> remove(WorkspaceId workspace, SqlConnection connection, UUID user) {
        return connection
                .preparedQuery(REMOVE)
                .execute(Tuple.of(workspace.value(), user))
                .replaceWithVoid();
    }

    private static MemberView view(Row row) {
        return new MemberView(
                row.getUUID("user_id"),
                row.getString("name"),
                row.getString("email"),
                row.getString("role"),
                row.getOffsetDateTime("created_at").toInstant());
    }
}

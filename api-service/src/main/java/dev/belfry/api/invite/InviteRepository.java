package dev.belfry.api.invite;

import dev.belfry.api.auth.WorkspaceId;
import dev.belfry.api.link.LinkSecret;
import dev.belfry.api.page.PageRequest;
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

/** The open invitations of one workspace. */
@ApplicationScoped
class InviteRepository {

    // Only while the inviter owns the workspace: a token may be good for some seconds longer than its maker.
    private static final String PUT = """
            WITH put AS (
                INSERT INTO invite AS known (id, workspace_id, email, role, hash, invited_by, expires_at, created_at)
                SELECT $1, workspace_id, $3, $4, $5, user_id, $7, $8
                FROM membership WHERE workspace_id = $2 AND user_id = $6 AND role = 'owner'
                ON CONFLICT ON CONSTRAINT invite_once DO UPDATE SET
                    role = excluded.role, hash = excluded.hash, invited_by = excluded.invited_by,
                    expires_at = excluded.expires_at
                RETURNING *
            )
            SELECT put.*, w.name AS workspace_name, u.name AS inviter_name
            FROM put JOIN workspace w ON w.id = put.workspace_id JOIN user_account u ON u.id = put.invited_by
            """;

    private static final String LIST = """
            SELECT i.*, w.name AS workspace_name, u.name AS inviter_name
            FROM invite i JOIN workspace w ON w.id = i.workspace_id JOIN user_account u ON u.id = i.invited_by
            WHERE i.workspace_id = $1 AND i.expires_at > now() AND ($2::uuid IS NULL OR i.id < $2)
            ORDER BY i.id DESC LIMIT $3
            """;

    private static final String DELETE = "DELETE FROM invite WHERE workspace_id = $1 AND ";

    private final Pool pool;

    InviteRepository(Pool pool) {
        this.pool = pool;
    }

    record NewInvite(
            UUID id,
            String email,
            String role,
            LinkSecret secret,
            UUID inviter,
            Instant createdAt,
            Instant expiresAt) {}

    /** Stores an invitation in the place of an earlier one; null when the inviter does not own the workspace any more. */
    Uni<@Nullable Invite> put(WorkspaceId workspace, NewInvite invite) {
        Tuple values = Tuple.tuple()
                .addUUID(invite.id())
                .addUUID(workspace.value())
                .addString(invite.email())
                .addString(invite.role())
                .addValue(Buffer.buffer(invite.secret().hash()))
                .addUUID(invite.inviter())
                .addOffsetDateTime(utc(invite.expiresAt()))
                .addOffsetDateTime(utc(invite.createdAt()));
        return pool.preparedQuery(PUT).execute(values).map(rows -> {
            for (Row row : rows) {
                return invite(row);
            }
            return null;
        });
    }

    Uni<List<Invite>> list(WorkspaceId workspace, PageRequest page) {
        return pool.preparedQuery(LIST)
                .execute(Tuple.of(workspace.value(), page.before(), page.fetch()))
                .map(rows -> {
                    List<Invite> found = new ArrayList<>();
                    rows.forEach(row -> found.add(invite(row)));
                    return found;
                });
    }

    Uni<Boolean> delete(WorkspaceId workspace, UUID id) {
        return pool.preparedQuery(DELETE + "id = $2")
                .execute(Tuple.of(workspace.value(), id))
                .map(done -> done.rowCount() > 0);
    }

    /** Forgets an invitation of somebody who is a member by now. */
    Uni<Void> deleteByEmail(WorkspaceId workspace, String email) {
        return pool.preparedQuery(DELETE + "email = $2")
                .execute(Tuple.of(workspace.value(), email))
                .replaceWithVoid();
    }

    private static Invite invite(Row row) {
        return new Invite(
                row.getUUID("id"),
                row.getString("email"),
                row.getString("role"),
                row.getOffsetDateTime("expires_at").toInstant(),
                row.getOffsetDateTime("created_at").toInstant(),
                row.getString("workspace_name"),
                row.getString("inviter_name"));
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}

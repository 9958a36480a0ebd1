package dev.belfry.api.account;

import dev.belfry.api.auth.WorkspaceId;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Accounts, which belong to no workspace. */
@ApplicationScoped
class AccountRepository {

    private static final String SELECT = """
            SELECT id, email, name, password_hash, trust_level,
                   (extract(epoch FROM logins_from) * 1000000)::bigint AS generation
            FROM user_account
            """;

    // All or nothing in one statement. Of two that sign up by one address at the same time, one gets no row.
    private static final String SIGN_UP = """
            WITH account AS (
                INSERT INTO user_account (id, email, name, password_hash, trust_level, logins_from, created_at)
                VALUES ($1, $2, $3, $4, $5, $9, $9)
                ON CONFLICT (email) DO NOTHING
                RETURNING id
            ), place AS (
                INSERT INTO workspace (id, name, timezone, created_at, updated_at)
                SELECT $6, $7, $8, $9, $9 FROM account
                RETURNING id
            )
            INSERT INTO membership (workspace_id, user_id, role, created_at)
            SELECT place.id, account.id, 'owner', $9 FROM account, place
            """;

    private static final String MEMBERSHIPS = """
            SELECT w.id, w.name, m.role
            FROM membership m JOIN workspace w ON w.id = m.workspace_id
            WHERE m.user_id = $1
            """;

    private final Pool pool;

    AccountRepository(Pool pool) {
        this.pool = pool;
    }

    /** Whether account, workspace and ownership were stored; not when the address is taken. */
    Uni<Boolean> signUp(Account account, NewWorkspace workspace, Instant now) {
        Tuple values = Tuple.tuple()
                .addUUID(account.id())
                .addString(account.email())
                .addString(account.name())
                .addString(account.passwordHash())
                .addString(account.trustLevel())
                .addUUID(workspace.id())
                .addString(workspace.name())
                .addString(workspace.timezone())
                .addOffsetDateTime(now.atOffset(ZoneOffset.UTC));
        return pool.preparedQuery(SIGN_UP).execute(values).map(done -> done.rowCount() > 0);
    }

    record NewWorkspace(UUID id, String name, String timezone) {}

    Uni<@Nullable Account> findByEmail(String email) {
        return pool.preparedQuery(SELECT + "WHERE email = $1")
                .execute(Tuple.of(email))
                .map(AccountRepository::first);
    }

    Uni<@Nullable Account> find(UUID id) {
        return pool.preparedQuery(SELECT + "WHERE id = $1")
                .execute(Tuple.of(id))
                .map(AccountRepository::first);
    }

    /** The longest memberships first. */
    Uni<List<MembershipView>> memberships(UUID user, int limit) {
        return pool.preparedQuery(MEMBERSHIPS + "ORDER BY m.created_at, w.id LIMIT $2")
                .execute(Tuple.of(user, limit))
                .map(AccountRepository::memberships);
    }

    /** The newest workspaces first, from below an id. */
    Uni<List<MembershipView>> memberships(UUID user, @Nullable UUID before, int limit) {
        return pool.preparedQuery(MEMBERSHIPS + "AND ($2::uuid IS NULL OR w.id < $2) ORDER BY w.id DESC LIMIT $3")
                .execute(Tuple.of(user, before, limit))
                .map(AccountRepository::memberships);
    }

    /** The membership in one workspace; null when there is none. */
    Uni<@Nullable MembershipView> membership(WorkspaceId workspace, UUID user) {
        return pool.preparedQuery(MEMBERSHIPS + "AND m.workspace_id = $2")
                .execute(Tuple.of(user, workspace.value()))
                .map(AccountRepository::memberships)
                .map(found -> found.isEmpty() ? null : found.get(0));
    }

    private static @Nullable Account first(RowSet<Row> rows) {
        for (Row row : rows) {
            return new Account(
                    row.getUUID("id"),
                    row.getString("email"),
                    row.getString("name"),
                    row.getString("password_hash"),
                    row.getString("trust_level"),
                    row.getLong("generation"));
        }
        return null;
    }

    private static List<MembershipView> memberships(RowSet<Row> rows) {
        List<MembershipView> found = new ArrayList<>();
        rows.forEach(row -> found.add(new MembershipView(
                new MembershipView.Place(row.getUUID("id"), row.getString("name")), row.getString("role"))));
        return found;
    }
}

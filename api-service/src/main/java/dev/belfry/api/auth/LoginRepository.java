package dev.belfry.api.auth;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import org.jspecify.annotations.Nullable;

/** Finds out what became of somebody who logged in. */
@ApplicationScoped
class LoginRepository {

    private static final String FIND = """
            SELECT m.role, u.trust_level
            FROM membership m JOIN user_account u ON u.id = m.user_id
            WHERE m.workspace_id = $1 AND m.user_id = $2
              AND (extract(epoch FROM u.logins_from) * 1000000)::bigint = $3
            """;

    private final Pool pool;
    private final LoginConfig config;

    LoginRepository(Pool pool, LoginConfig config) {
        this.pool = pool;
        this.config = config;
    }

    /** Who the login stands for; null when it no longer holds, or its user left the workspace. */
    Uni<@Nullable Identity> find(Login login) {
        Tuple values = Tuple.of(login.workspace().value(), login.user(), login.generation());
        return pool.preparedQuery(FIND).execute(values).map(rows -> {
            for (Row row : rows) {
                return identity(login, row);
            }
            return null;
        });
    }

    private Identity identity(Login login, Row row) {
        Role role = Role.of(row.getString("role"));
        boolean verified =
                !config.emailVerification() || !row.getString("trust_level").equals("pending_verification");
        return new Identity(login.workspace(), login.user(), role, Grants.of(role), null, verified);
    }
}

package dev.belfry.api.invite;

import dev.belfry.api.account.Account;
import dev.belfry.api.link.LinkSecret;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Invitations as found by the link that opens them: whoever has it knows no workspace yet. */
@ApplicationScoped
class AcceptRepository {

    private static final String IS_OPEN = "SELECT FROM invite WHERE hash = $1 AND expires_at > now()";

    // In one statement: the account, the membership, and the end of the link. The lock lets one of two followers
    // through.
    // An address that got an account meanwhile keeps its invitation and gets no row.
    private static final String ACCEPT = """
            WITH open AS (
                SELECT * FROM invite WHERE hash = $1 AND expires_at > now() FOR UPDATE
            ), account AS (
                INSERT INTO user_account (id, email, name, password_hash, trust_level)
                SELECT $2, email, $3, $4, 'verified' FROM open
                ON CONFLICT (email) DO NOTHING
                RETURNING *
            ), joined AS (
                INSERT INTO membership (workspace_id, user_id, role)
                SELECT open.workspace_id, account.id, open.role FROM open, account
            ), used AS (
                DELETE FROM invite USING account WHERE invite.hash = $1
            )
            SELECT open.email, account.id, account.name, account.password_hash, account.trust_level,
                   (extract(epoch FROM account.logins_from) * 1000000)::bigint AS generation
            FROM open LEFT JOIN account ON true
            """;

    private final Pool pool;

    AcceptRepository(Pool pool) {
        this.pool = pool;
    }

    /** What became of following a link: nothing of both when it opens nothing. */
    record Accepted(boolean open, @Nullable Account account) {}

    Uni<Boolean> isOpen(LinkSecret secret) {
        return pool.preparedQuery(IS_OPEN)
                .execute(Tuple.of(Buffer.buffer(secret.hash())))
                .map(rows -> rows.size() > 0);
    }

    /** Makes the account and the membership; no account when the address has one already. */
    Uni<Accepted> accept(LinkSecret secret, UUID id, String name, String passwordHash) {
        return pool.preparedQuery(ACCEPT)
                .execute(Tuple.of(Buffer.buffer(secret.hash()), id, name, passwordHash))
                .map(rows -> {
                    for (Row row : rows) {
                        return new Accepted(true, account(row));
                    }
                    return new Accepted(false, null);
                });
    }

    private static @Nullable Account account(Row row) {
        UUID id = row.getUUID("id");
        return id == null
                ? null
                : new Account(
                        id,
                        row.getString("email"),
                        row.getString("name"),
                        row.getString("password_hash"),
                        row.getString("trust_level"),
                        row.getLong("generation"));
    }
}

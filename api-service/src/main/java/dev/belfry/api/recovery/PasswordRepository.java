package dev.belfry.api.recovery;

import dev.belfry.api.link.LinkSecret;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Replaces passwords. */
@ApplicationScoped
class PasswordRepository {

    private static final String IS_OPEN = """
            SELECT FROM account_link WHERE hash = $1 AND purpose = 'reset_password' AND expires_at > now()
            """;

    // Used up and obeyed in one statement. The account's other links go as well: an older letter somebody else found
    // must not undo this. Who read the letter has the address, so it counts as verified.
    private static final String RESET = """
            WITH link AS (DELETE FROM account_link
                          WHERE hash = $1 AND purpose = 'reset_password' AND expires_at > now()
                          RETURNING user_id),
            others AS (DELETE FROM account_link
                       WHERE user_id IN (SELECT user_id FROM link) AND purpose = 'reset_password' AND hash <> $1)
            UPDATE user_account
            SET password_hash = $2, logins_from = clock_timestamp(), trust_level = 'verified'
            FROM link WHERE id = link.user_id
            """;

    // Not if somebody else changed it since it was checked: then it was not this password that was proven.
    private static final String CHANGE = """
            WITH links AS (DELETE FROM account_link WHERE user_id = $1 AND purpose = 'reset_password')
            UPDATE user_account SET password_hash = $3, logins_from = clock_timestamp()
            WHERE id = $1 AND password_hash = $2
            RETURNING (extract(epoch FROM logins_from) * 1000000)::bigint AS generation
            """;

    private final Pool pool;

    PasswordRepository(Pool pool) {
        this.pool = pool;
    }

    Uni<Boolean> isOpen(LinkSecret secret) {
        return pool.preparedQuery(IS_OPEN)
                .execute(Tuple.of(Buffer.buffer(secret.hash())))
                .map(rows -> rows.size() > 0);
    }

    /** Whether the link opened and the password is the account's now. */
    Uni<Boolean> reset(LinkSecret secret, String passwordHash) {
        return pool.preparedQuery(RESET)
                .execute(Tuple.of(Buffer.buffer(secret.hash()), passwordHash))
                .map(done -> done.rowCount() > 0);
    }

    /** The generation of logins from now on; null when the password is not the proven one any more. */
    Uni<@Nullable Long> change(UUID user, String provenHash, String newHash) {
        return pool.preparedQuery(CHANGE)
                .execute(Tuple.of(user, provenHash, newHash))
                .map(rows -> {
                    for (Row row : rows) {
                        return row.getLong("generation");
                    }
                    return null;
                });
    }
}

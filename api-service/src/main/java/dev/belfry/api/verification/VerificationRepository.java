package dev.belfry.api.verification;

import dev.belfry.api.link.LinkSecret;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Whose address is verified. */
@ApplicationScoped
class VerificationRepository {

    private static final String PENDING = """
            SELECT email FROM user_account WHERE id = $1 AND trust_level = 'pending_verification'
            """;

    // Used up and obeyed in one statement: a link is never the one without the other.
    private static final String REDEEM = """
            WITH link AS (DELETE FROM account_link
                          WHERE hash = $1 AND purpose = 'verify_email' AND expires_at > now()
                          RETURNING user_id)
            UPDATE user_account SET trust_level = 'verified' FROM link WHERE id = link.user_id
            """;

    private final Pool pool;

    VerificationRepository(Pool pool) {
        this.pool = pool;
    }

    /** The address that a user has to verify; null when there is nothing to verify. */
    Uni<@Nullable String> pendingEmail(UUID user) {
        return pool.preparedQuery(PENDING).execute(Tuple.of(user)).map(rows -> {
            for (Row row : rows) {
                return row.getString("email");
            }
            return null;
        });
    }

    /** Whether the link opened the door. */
    Uni<Boolean> redeem(LinkSecret secret) {
        return pool.preparedQuery(REDEEM)
                .execute(Tuple.of(Buffer.buffer(secret.hash())))
                .map(done -> done.rowCount() > 0);
    }
}

package dev.belfry.api.link;

import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.UUID;

/** The links of accounts, which belong to no workspace. */
@ApplicationScoped
class LinkRepository {

    // A link's age follows from its end, because all links of a purpose live equally long. What the account has of
    // expired ones goes, so that they do not pile up.
    private static final String INSERT = """
            WITH expired AS (DELETE FROM account_link WHERE user_id = $2 AND expires_at < now())
            INSERT INTO account_link (hash, user_id, purpose, expires_at)
            SELECT $1, $2, $3, $4
            WHERE NOT EXISTS (SELECT FROM account_link WHERE user_id = $2 AND purpose = $3 AND expires_at > $5)
            """;

    private final Pool pool;

    LinkRepository(Pool pool) {
        this.pool = pool;
    }

    /** Whether the link was stored; not when the account has one that is hardly older. */
    Uni<Boolean> insert(UUID user, LinkPurpose purpose, LinkSecret secret, Instant expiresAt) {
        Tuple values = Tuple.of(
                Buffer.buffer(secret.hash()),
                user,
                purpose.stored(),
                utc(expiresAt),
                utc(expiresAt.minus(LinkService.PAUSE)));
        return pool.preparedQuery(INSERT).execute(values).map(done -> done.rowCount() > 0);
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}

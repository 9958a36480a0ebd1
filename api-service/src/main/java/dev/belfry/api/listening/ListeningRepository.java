package dev.belfry.api.listening;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.UUID;

/** The record of who listened when. It concerns all workspaces and belongs to none. */
@ApplicationScoped
class ListeningRepository {

    // No deadline is longer ago than a year, a day of grace and a week's run.
    private static final String BEGIN = """
            WITH forgotten AS (
                DELETE FROM monitor_listening WHERE instance <> $1 AND until_at < now() - interval '400 days'
            )
            INSERT INTO monitor_listening (instance, began_at, until_at) VALUES ($1, now(), now())
            RETURNING began_at
            """;

    // The condition is looked at when the statement is carried out, which in a database that hangs is long after.
    private static final String GO_ON = """
            UPDATE monitor_listening SET until_at = now()
            WHERE instance = $1 AND began_at = $2 AND until_at BETWEEN now() - $3 * interval '1 ms' AND now()
            """;

    private final Pool pool;

    ListeningRepository(Pool pool) {
        this.pool = pool;
    }

    /** Begins a row now, and answers when that was. */
    Uni<OffsetDateTime> begin(UUID instance) {
        return pool.preparedQuery(BEGIN)
                .execute(Tuple.of(instance))
                .map(rows -> rows.iterator().next().getOffsetDateTime("began_at"));
    }

    /** Moves the end of a row to now, unless it was left alone for longer than this; answers whether it did. */
    Uni<Boolean> goOn(UUID instance, OffsetDateTime began, Duration silence) {
        return pool.preparedQuery(GO_ON)
                .execute(Tuple.of(instance, began, silence.toMillis()))
                .map(rows -> rows.rowCount() > 0);
    }
}

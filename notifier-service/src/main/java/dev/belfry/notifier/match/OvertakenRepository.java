package dev.belfry.notifier.match;

import dev.belfry.notifier.rule.Occurrence;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.List;
import java.util.UUID;
import java.util.stream.StreamSupport;

/**
 * Alerts that still wait, for the end of quiet hours or of an interval, when the end of what they tell of becomes known. Sent
 * after it, they would say that what is well is broken, and open an incident that nobody closes.
 */
final class OvertakenRepository {

    private static final String PAIRS = """
              FROM notification_delivery n
              JOIN notification_channel c ON c.id = n.channel_id
              JOIN notification_delivery o ON coalesce(o.job_id, o.monitor_id) = coalesce(n.job_id, n.monitor_id)
             WHERE n.id = ANY($1) AND o.status = 'pending' AND o.attempt_count = 0 AND o.due_at > now()
               AND o.channel_id = n.channel_id AND o.id < n.id AND o.id IS DISTINCT FROM n.folded_into
               AND (n.event IN ('on_recovered', 'on_recovery') AND o.event IN ('on_failure', 'on_down')
                 OR c.type = 'pagerduty' AND o.event IN ('on_failure', 'on_down', 'on_completion'))
            """;

    /** Whoever counts another message into a waiting one holds it meanwhile: what the next statement finds is all. */
    private static final String LOCK = "SELECT o.id " + PAIRS + " ORDER BY o.id FOR UPDATE OF o";

    /**
     * The end speaks for what waits, and for what was counted in there. Where that tells of other jobs or monitors as well it
     * stays, and the end goes out behind it.
     */
    private static final String OVERTAKE = """
            WITH pair AS (
                SELECT o.id, o.due_at, n.id AS end_id, coalesce(n.folded_into, n.id) AS told_by,
                       EXISTS (SELECT FROM notification_delivery f
                                WHERE f.folded_into = o.id
                                  AND coalesce(f.job_id, f.monitor_id) <> coalesce(o.job_id, o.monitor_id)) AS tells_more
            """ + PAIRS + """
                   AND o.id = ANY($2)
            ), overtaken AS (
                UPDATE notification_delivery d SET status = 'folded', folded_into = p.told_by, finished_at = now()
                  FROM (SELECT DISTINCT ON (id) id, told_by FROM pair WHERE NOT tells_more ORDER BY id, end_id) p
                 WHERE d.id = p.id OR d.folded_into = p.id
            )
            UPDATE notification_delivery n SET due_at = greatest(n.due_at, p.due_at)
              FROM (SELECT end_id, max(due_at) AS due_at FROM pair WHERE tells_more GROUP BY end_id) p
             WHERE n.id = p.end_id AND n.status = 'pending'
            """;

    private OvertakenRepository() {}

    /** Has the ends among new messages, which are written already, speak for what waits behind them. */
    static Uni<Void> overtake(SqlConnection connection, List<NewDelivery> written) {
        UUID[] ends = written.stream()
                .filter(delivery -> isEnd(delivery.what().kind()))
                .map(NewDelivery::id)
                .toArray(UUID[]::new);
        if (ends.length == 0) {
            return Uni.createFrom().voidItem();
        }
        return connection.preparedQuery(LOCK).execute(Tuple.of((Object) ends)).chain(rows -> {
            UUID[] waiting = StreamSupport.stream(rows.spliterator(), false)
                    .map((Row row) -> row.getUUID("id"))
                    .toArray(UUID[]::new);
            return waiting.length == 0
                    ? Uni.createFrom().voidItem()
                    : connection
                            .preparedQuery(OVERTAKE)
                            .execute(Tuple.of(ends, waiting))
                            .replaceWithVoid();
        });
    }

    private static boolean isEnd(Occurrence.Kind kind) {
        return kind == Occurrence.Kind.SUCCEEDED || kind == Occurrence.Kind.UP;
    }
}

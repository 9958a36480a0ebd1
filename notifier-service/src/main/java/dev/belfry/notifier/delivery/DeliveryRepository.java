package dev.belfry.notifier.delivery;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Writes what became of attempts into the table {@code notification_delivery}. */
final class DeliveryRepository {

    /**
     * The attempt's number keeps a notifier that lost its lease from ending what another one now tries. A result that is
     * there already was written by a statement whose answer did not arrive.
     *
     * <p>What became of an attempt tells how its channel fares. A channel that is well is not touched, so that deliveries
     * to one channel do not queue up for its row, unless it asked to be left alone, whatever else it answered meanwhile.
     *
     * <p>Each owner gets a letter of their own: one whose address is refused takes none away from the others.
     */
    private static final String RECORD = """
            WITH recorded AS (
                UPDATE notification_delivery d
                   SET status = r.status, attempts = d.attempts || r.attempt::jsonb,
                       due_at = CASE WHEN r.status = 'pending' THEN now() + r.retry_after_ms * interval '1 ms' ELSE d.due_at END,
                       finished_at = CASE WHEN r.status <> 'pending' THEN now() END,
                       error_code = r.error_code, error = r.error
                  FROM unnest($1::uuid[], $2::int[], $3::text[], $4::text[], $5::bigint[], $6::text[], $7::text[], $8::text[],
                              $9::text[], $10::bigint[])
                    AS r(id, number, status, attempt, retry_after_ms, error_code, error, verdict, reason, wait_ms)
                 WHERE d.id = r.id AND d.status = 'pending' AND d.attempt_count = r.number
                   AND NOT d.attempts @> jsonb_build_array(jsonb_build_object('number', r.number))
                RETURNING d.channel_id, r.verdict, r.reason, r.wait_ms
            ), judged AS (
                SELECT channel_id, bool_or(verdict = 'DELIVERED') AS delivered, bool_or(verdict = 'REFUSED') AS refused,
                       bool_or(verdict IN ('REFUSED', 'FAILED')) AS failed, max(reason) AS reason,
                       max(wait_ms) FILTER (WHERE verdict = 'SLOWED') AS wait_ms
                  FROM recorded WHERE verdict IS NOT NULL GROUP BY channel_id
            ), next AS (
                SELECT c.id, j.*,
                       CASE WHEN c.state = 'off' THEN 'off'
                            WHEN j.delivered THEN 'active'
                            WHEN j.failed AND c.failing_since < now() - $11 * interval '1 ms' THEN 'off'
                            WHEN j.refused THEN 'refused'
                            ELSE c.state END AS state
                  FROM judged j JOIN notification_channel c ON c.id = j.channel_id
                 WHERE NOT j.delivered OR j.wait_ms IS NOT NULL OR c.state = 'refused' OR c.failing_since IS NOT NULL
                 ORDER BY c.id FOR NO KEY UPDATE OF c
            ), channel AS (
                UPDATE notification_channel c
                   SET state = n.state,
                       state_since = CASE WHEN n.state = c.state THEN c.state_since WHEN n.state <> 'active' THEN now() END,
                       state_reason = CASE WHEN n.state = c.state THEN c.state_reason WHEN n.state <> 'active' THEN n.reason END,
                       failing_since = CASE WHEN NOT n.delivered AND n.failed THEN coalesce(c.failing_since, now())
                                            WHEN NOT n.delivered THEN c.failing_since END,
                       not_before = greatest(c.not_before, now() + n.wait_ms * interval '1 ms')
                  FROM next n
                 WHERE c.id = n.id
                RETURNING new.id, new.workspace_id, new.state = 'off' AND old.state <> 'off' AS went_off
            )
            INSERT INTO notification_delivery (id, workspace_id, channel_id, event, status, due_at, to_owners, owner_id)
            SELECT uuidv7(), c.workspace_id, c.id, 'channel_off', 'pending', now(), true, s.user_id
              FROM channel c JOIN membership s ON s.workspace_id = c.workspace_id AND s.role = 'owner'
             WHERE c.went_off
            """;

    private final Pool pool;

    DeliveryRepository(Pool pool) {
        this.pool = pool;
    }

    /** Writes how attempts went, and how their channels fare. */
    Uni<Void> record(List<DeliveryResult> results, Duration switchOffAfter) {
        Tuple columns = Tuple.tuple(List.of(
                results.stream().map(DeliveryResult::id).toArray(UUID[]::new),
                results.stream().map(DeliveryResult::attempt).toArray(Integer[]::new),
                results.stream().map(DeliveryResult::status).toArray(String[]::new),
                results.stream().map(DeliveryResult::attemptJson).toArray(String[]::new),
                results.stream().map(result -> result.retryAfter().toMillis()).toArray(Long[]::new),
                results.stream()
                        .map(result -> name(result.outcome().errorCode()))
                        .toArray(String[]::new),
                results.stream().map(result -> result.outcome().error()).toArray(String[]::new),
                results.stream().map(result -> name(result.verdictOnChannel())).toArray(String[]::new),
                results.stream().map(DeliveryResult::reason).toArray(String[]::new),
                results.stream()
                        .map(result -> result.outcome().askedWait().toMillis())
                        .toArray(Long[]::new),
                switchOffAfter.toMillis()));
        return pool.preparedQuery(RECORD).execute(columns).replaceWithVoid();
    }

    private static @Nullable String name(@Nullable Enum<?> constant) {
        return constant == null ? null : constant.name();
    }
}

package dev.belfry.notifier.delivery;

import dev.belfry.core.execution.ErrorCode;
import dev.belfry.notifier.channel.Notification;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** The statements on the table {@code notification_delivery}. */
final class DeliveryRepository {

    /** Moving due_at is the lease; SKIP LOCKED gives each of two notifiers other rows. */
    private static final String CLAIM = """
            UPDATE notification_delivery d
               SET due_at = now() + $1 * interval '1 ms', attempt_count = d.attempt_count + 1
              FROM (SELECT n.id, c.type, c.config::text AS config, c.secret_sealed, j.name, j.kind,
                           e.status, e.source, e.scheduled_for, e.started_at, e.finished_at, e.attempt_count, e.error,
                           (e.attempts -> -1 ->> 'statusCode')::int AS status_code
                      FROM notification_delivery n
                      JOIN notification_channel c ON c.id = n.channel_id
                      JOIN job j ON j.id = n.job_id
                      JOIN execution e ON e.id = n.execution_id
                     WHERE n.status = 'pending' AND n.due_at <= now()
                     ORDER BY n.due_at LIMIT $2 FOR UPDATE OF n SKIP LOCKED) due
             WHERE d.id = due.id
            RETURNING d.id, d.workspace_id, d.channel_id, d.job_id, d.execution_id, d.event,
                      d.attempt_count AS delivery_attempt, due.*
            """;

    /**
     * The attempt's number keeps a notifier that lost its lease from ending what another one now tries. A result that is
     * there already was written by a statement whose answer did not arrive.
     */
    private static final String RECORD = """
            UPDATE notification_delivery d
               SET status = r.status, attempts = d.attempts || r.attempt::jsonb,
                   due_at = CASE WHEN r.status = 'pending' THEN now() + r.retry_after_ms * interval '1 ms' ELSE d.due_at END,
                   finished_at = CASE WHEN r.status <> 'pending' THEN now() END,
                   error_code = r.error_code, error = r.error
              FROM unnest($1::uuid[], $2::int[], $3::text[], $4::text[], $5::bigint[], $6::text[], $7::text[])
                AS r(id, number, status, attempt, retry_after_ms, error_code, error)
             WHERE d.id = r.id AND d.status = 'pending' AND d.attempt_count = r.number
               AND NOT d.attempts @> jsonb_build_array(jsonb_build_object('number', r.number))
            """;

    private final Pool pool;

    DeliveryRepository(Pool pool) {
        this.pool = pool;
    }

    /** Takes the attempts that are due. */
    Uni<List<DueDelivery>> claim(Duration lease, int limit) {
        return pool.preparedQuery(CLAIM)
                .execute(Tuple.of(lease.toMillis(), limit))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(DeliveryRepository::due)
                        .toList());
    }

    /** Writes how attempts went. */
    Uni<Void> record(List<DeliveryResult> results) {
        Tuple columns = Tuple.tuple(List.of(
                results.stream().map(DeliveryResult::id).toArray(UUID[]::new),
                results.stream().map(DeliveryResult::attempt).toArray(Integer[]::new),
                results.stream().map(DeliveryResult::status).toArray(String[]::new),
                results.stream().map(DeliveryResult::attemptJson).toArray(String[]::new),
                results.stream().map(result -> result.retryAfter().toMillis()).toArray(Long[]::new),
                results.stream()
                        .map(result -> name(result.outcome().errorCode()))
                        .toArray(String[]::new),
                results.stream().map(result -> result.outcome().error()).toArray(String[]::new)));
        return pool.preparedQuery(RECORD).execute(columns).replaceWithVoid();
    }

    private static DueDelivery due(Row row) {
        Buffer sealed = row.getBuffer("secret_sealed");
        return new DueDelivery(
                row.getUUID("id"),
                row.getInteger("delivery_attempt"),
                row.getUUID("channel_id"),
                row.getString("type"),
                row.getString("config"),
                sealed == null ? null : sealed.getBytes(),
                notification(row));
    }

    private static Notification notification(Row row) {
        return new Notification(
                row.getUUID("id"),
                row.getUUID("workspace_id"),
                row.getString("event"),
                new Notification.Job(row.getUUID("job_id"), row.getString("name"), row.getString("kind")),
                new Notification.Execution(
                        row.getUUID("execution_id"),
                        row.getString("status"),
                        row.getString("source"),
                        row.getOffsetDateTime("scheduled_for").toInstant().truncatedTo(ChronoUnit.MILLIS),
                        instant(row.getOffsetDateTime("started_at")),
                        instant(row.getOffsetDateTime("finished_at")),
                        row.getInteger("attempt_count"),
                        row.getInteger("status_code"),
                        row.getString("error")));
    }

    private static @Nullable Instant instant(@Nullable OffsetDateTime at) {
        return at == null ? null : at.toInstant().truncatedTo(ChronoUnit.MILLIS);
    }

    private static @Nullable String name(@Nullable ErrorCode code) {
        return code == null ? null : code.name();
    }
}

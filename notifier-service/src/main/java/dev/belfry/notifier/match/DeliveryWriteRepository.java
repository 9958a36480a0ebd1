package dev.belfry.notifier.match;

import dev.belfry.notifier.rule.Occurrence;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.SqlResult;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** Writes new deliveries. */
public final class DeliveryWriteRepository {

    private static final String INSERT = """
            INSERT INTO notification_delivery
                   (id, workspace_id, channel_id, rule_id, event, job_id, execution_id, monitor_id, flip_id, reminder,
                    outage_id, broken_since, failure_count, status, due_at, folded_into, finished_at)
            SELECT n.id, n.workspace_id, n.channel_id, n.rule_id, n.event, n.job_id, n.execution_id, n.monitor_id, n.flip_id,
                   n.reminder, n.outage_id, n.broken_since, n.failures, n.status, coalesce(n.due_at, now()), n.folded_into,
                   CASE WHEN n.status <> 'pending' THEN now() END
              FROM unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::uuid[], $5::text[], $6::uuid[], $7::uuid[], $8::uuid[],
                          $9::uuid[], $10::int[], $11::uuid[], $12::timestamptz[], $13::int[], $14::text[],
                          $15::timestamptz[], $16::uuid[])
                AS n(id, workspace_id, channel_id, rule_id, event, job_id, execution_id, monitor_id, flip_id, reminder,
                     outage_id, broken_since, failures, status, due_at, folded_into)
            ON CONFLICT DO NOTHING
            """;

    private DeliveryWriteRepository() {}

    /** Writes them; gives how many. */
    public static Uni<Integer> insert(SqlConnection connection, List<NewDelivery> deliveries) {
        if (deliveries.isEmpty()) {
            return Uni.createFrom().item(0);
        }
        Tuple values = Tuple.tuple(List.of(
                column(deliveries, NewDelivery::id, UUID[]::new),
                ids(deliveries, Occurrence::workspaceId),
                column(deliveries, delivery -> delivery.rule().channelId(), UUID[]::new),
                column(deliveries, delivery -> delivery.rule().id(), UUID[]::new),
                column(deliveries, delivery -> delivery.rule().event().wireName(), String[]::new),
                ids(deliveries, Occurrence::jobId),
                ids(deliveries, what -> what.isOfMonitor() ? null : what.id()),
                ids(deliveries, Occurrence::monitorId),
                ids(deliveries, what -> what.isOfMonitor() ? what.id() : null),
                column(deliveries, delivery -> delivery.told().reminder(), Integer[]::new),
                column(deliveries, delivery -> delivery.told().outageId(), UUID[]::new),
                column(
                        deliveries,
                        delivery ->
                                MemoryRepository.utc(delivery.told().standing().since()),
                        OffsetDateTime[]::new),
                column(deliveries, DeliveryWriteRepository::failures, Integer[]::new),
                column(deliveries, NewDelivery::status, String[]::new),
                column(deliveries, DeliveryWriteRepository::dueAt, OffsetDateTime[]::new),
                column(deliveries, delivery -> delivery.slot().foldedInto(), UUID[]::new)));
        return connection.preparedQuery(INSERT).execute(values).map(SqlResult::rowCount);
    }

    /** By the database's clock where it need not wait. */
    private static @Nullable OffsetDateTime dueAt(NewDelivery delivery) {
        return delivery.rule().options().paces()
                ? MemoryRepository.utc(delivery.slot().dueAt())
                : null;
    }

    private static @Nullable Integer failures(NewDelivery delivery) {
        int failures = delivery.told().standing().failures();
        return failures == 0 ? null : failures;
    }

    private static UUID[] ids(List<NewDelivery> deliveries, Function<Occurrence, @Nullable UUID> part) {
        return column(deliveries, delivery -> part.apply(delivery.what()), UUID[]::new);
    }

    private static <T> T[] column(
            List<NewDelivery> deliveries, Function<NewDelivery, @Nullable T> value, IntFunction<T[]> array) {
        return deliveries.stream().map(value).toArray(array);
    }
}

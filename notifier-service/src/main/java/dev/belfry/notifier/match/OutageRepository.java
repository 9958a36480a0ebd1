package dev.belfry.notifier.match;

import dev.belfry.notifier.rule.Standing;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The outages that rules have told and whose end they have not seen. */
public final class OutageRepository {

    private static final String OPEN = """
            INSERT INTO notification_outage (rule_id, target_id, outage_id, broken_since, remind_at)
            SELECT o.rule_id, o.target_id, o.outage_id, o.since, now() + o.remind_ms * interval '1 ms'
              FROM unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::timestamptz[], $5::bigint[])
                AS o(rule_id, target_id, outage_id, since, remind_ms)
            ON CONFLICT (rule_id, target_id) DO UPDATE
               SET outage_id = excluded.outage_id, broken_since = excluded.broken_since, reminder_count = 0,
                   remind_at = excluded.remind_at
            """;

    private static final String CLOSE = """
            DELETE FROM notification_outage o
             USING unnest($1::uuid[], $2::uuid[]) AS c(rule_id, target_id)
             WHERE o.rule_id = c.rule_id AND o.target_id = c.target_id
            """;

    private OutageRepository() {}

    /** @param remindEvery null for a rule that does not remind */
    record Opened(
            RuleTarget of,
            UUID outageId,
            Standing standing,
            @Nullable Duration remindEvery,
            Instant at) {

        OffsetDateTime since() {
            Instant since = standing.since();
            return Objects.requireNonNull(MemoryRepository.utc(since == null ? at : since));
        }
    }

    static Uni<Void> open(SqlConnection connection, List<Opened> opened) {
        if (opened.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        Tuple values = Tuple.of(
                opened.stream().map(one -> one.of().rule()).toArray(UUID[]::new),
                opened.stream().map(one -> one.of().target()).toArray(UUID[]::new),
                opened.stream().map(Opened::outageId).toArray(UUID[]::new),
                opened.stream().map(Opened::since).toArray(OffsetDateTime[]::new),
                opened.stream()
                        .map(one -> one.remindEvery() == null
                                ? null
                                : one.remindEvery().toMillis())
                        .toArray(Long[]::new));
        return connection.preparedQuery(OPEN).execute(values).replaceWithVoid();
    }

    /** The end of outages. */
    public static Uni<Void> close(SqlConnection connection, Collection<RuleTarget> closed) {
        if (closed.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        Tuple values = Tuple.of(
                closed.stream().map(RuleTarget::rule).toArray(UUID[]::new),
                closed.stream().map(RuleTarget::target).toArray(UUID[]::new));
        return connection.preparedQuery(CLOSE).execute(values).replaceWithVoid();
    }
}

package dev.belfry.notifier.match;

import dev.belfry.notifier.rule.Pace;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** What rules have told so far. Whoever asks holds their locks until the transaction ends. */
public final class MemoryRepository {

    /** In the order of their ids, so that no two transactions wait for each other. */
    private static final String LOCK = """
            SELECT r.id, r.paced_at, r.paced_delivery_id, now() AS now
              FROM notification_rule r WHERE r.id = ANY($1) ORDER BY r.id FOR NO KEY UPDATE
            """;

    /** A message that waits is held, so that nobody sends it while others are counted into it. */
    private static final String WAITING = """
            SELECT d.id FROM notification_delivery d
             WHERE d.id = ANY($1) AND d.status = 'pending' AND d.attempt_count = 0 AND d.due_at > now() FOR UPDATE
            """;

    private static final String OPEN = """
            SELECT rule_id, target_id, outage_id FROM notification_outage
             WHERE rule_id = ANY($1) AND target_id = ANY($2)
            """;

    private static final String TOLD = """
            SELECT rule_id, outage_id FROM notification_delivery
             WHERE outage_id = ANY($2) AND rule_id = ANY($1) AND reminder = 0
            """;

    private static final String SET_PACE = """
            UPDATE notification_rule r SET paced_at = p.at, paced_delivery_id = p.delivery
              FROM unnest($1::uuid[], $2::timestamptz[], $3::uuid[]) AS p(rule, at, delivery)
             WHERE r.id = p.rule
            """;

    private MemoryRepository() {}

    /**
     * What was read under the locks.
     *
     * @param now the database's clock; what is due is judged by it
     * @param paces of the rules that are still there
     */
    public record Locked(Instant now, Map<UUID, Pace> paces) {}

    /** Locks rules; one that is gone is missing in the answer. */
    public static Uni<Locked> lock(SqlConnection connection, Collection<UUID> rules) {
        return connection.preparedQuery(LOCK).execute(ids(rules)).chain(rows -> {
            List<Row> found = StreamSupport.stream(rows.spliterator(), false).toList();
            UUID[] newest = found.stream()
                    .map(row -> row.getUUID("paced_delivery_id"))
                    .filter(id -> id != null)
                    .toArray(UUID[]::new);
            return waiting(connection, newest).map(waiting -> locked(found, waiting));
        });
    }

    private static Uni<Set<UUID>> waiting(SqlConnection connection, UUID[] deliveries) {
        if (deliveries.length == 0) {
            return Uni.createFrom().item(Set.of());
        }
        return connection
                .preparedQuery(WAITING)
                .execute(Tuple.of((Object) deliveries))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(row -> row.getUUID("id"))
                        .collect(Collectors.toSet()));
    }

    private static Locked locked(List<Row> rows, Set<UUID> waiting) {
        Map<UUID, Pace> paces = new HashMap<>();
        for (Row row : rows) {
            UUID newest = row.getUUID("paced_delivery_id");
            OffsetDateTime at = row.getOffsetDateTime("paced_at");
            paces.put(
                    row.getUUID("id"),
                    new Pace(
                            at == null ? null : at.toInstant(),
                            newest != null && waiting.contains(newest) ? newest : null));
        }
        Instant now = rows.isEmpty()
                ? Instant.EPOCH
                : rows.get(0).getOffsetDateTime("now").toInstant();
        return new Locked(now, paces);
    }

    /** The outages that rules know to be open, of these jobs and monitors, by their first failures. */
    static Uni<Map<RuleTarget, UUID>> open(SqlConnection connection, Collection<UUID> rules, Collection<UUID> targets) {
        return pairs(connection, OPEN, rules, targets)
                .map(rows -> rows.stream()
                        .collect(Collectors.toMap(
                                row -> new RuleTarget(row.getUUID("rule_id"), row.getUUID("target_id")),
                                row -> row.getUUID("outage_id"))));
    }

    /** Which rules have told outages, open or over, that these failures began. */
    static Uni<Set<RuleTarget>> told(SqlConnection connection, Collection<UUID> rules, Collection<UUID> failures) {
        return pairs(connection, TOLD, rules, failures)
                .map(rows -> rows.stream()
                        .map(row -> new RuleTarget(row.getUUID("rule_id"), row.getUUID("outage_id")))
                        .collect(Collectors.toSet()));
    }

    private static Uni<List<Row>> pairs(
            SqlConnection connection, String statement, Collection<UUID> rules, Collection<UUID> others) {
        if (rules.isEmpty() || others.isEmpty()) {
            return Uni.createFrom().item(List.of());
        }
        Tuple values = Tuple.of(rules.toArray(UUID[]::new), others.toArray(UUID[]::new));
        return connection
                .preparedQuery(statement)
                .execute(values)
                .map(rows -> StreamSupport.stream(rows.spliterator(), false).toList());
    }

    /** Stores the pace of rules. */
    public static Uni<Void> setPaces(SqlConnection connection, Map<UUID, Pace> paces) {
        if (paces.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        List<Map.Entry<UUID, Pace>> entries = List.copyOf(paces.entrySet());
        Tuple values = Tuple.of(
                entries.stream().map(Map.Entry::getKey).toArray(UUID[]::new),
                entries.stream().map(entry -> utc(entry.getValue().newestAt())).toArray(OffsetDateTime[]::new),
                entries.stream().map(entry -> entry.getValue().waitingId()).toArray(UUID[]::new));
        return connection.preparedQuery(SET_PACE).execute(values).replaceWithVoid();
    }

    static @Nullable OffsetDateTime utc(@Nullable Instant at) {
        return at == null ? null : at.atOffset(ZoneOffset.UTC);
    }

    private static Tuple ids(Collection<UUID> ids) {
        return Tuple.of((Object) ids.toArray(UUID[]::new));
    }
}

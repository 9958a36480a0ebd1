package dev.belfry.notifier.reminder;

import dev.belfry.notifier.match.RuleRows;
import dev.belfry.notifier.match.RuleTarget;
import dev.belfry.notifier.rule.Occurrence;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.SqlResult;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** The reminders' statements on the table {@code notification_outage}. */
final class ReminderRepository {

    /** Without a lock: the rules' locks come first, as where outages are opened and closed. */
    private static final String RULES = """
            SELECT DISTINCT rule_id
              FROM (SELECT rule_id FROM notification_outage WHERE remind_at <= now() ORDER BY remind_at LIMIT $1) due
            """;

    private static final String DUE = """
            SELECT o.target_id, o.outage_id, o.broken_since, o.reminder_count, r.workspace_id, m.id AS monitor_id,
                   m.state = 'down' AS is_down, j.state AS job_state, newest.id AS execution_id, newest.finished_at,
                   f.id AS flip_id,
            """ + RuleRows.COLUMNS + """
              FROM notification_outage o
              JOIN notification_rule r ON r.id = o.rule_id
              LEFT JOIN monitor m ON m.id = o.target_id
              LEFT JOIN monitor_flip f ON f.id = o.outage_id
              LEFT JOIN job j ON j.id = o.target_id
              LEFT JOIN LATERAL (
                    SELECT e.id, e.status, e.finished_at FROM execution e
                     WHERE e.job_id = j.id AND e.status IN ('succeeded', 'failed')
                     ORDER BY e.id DESC LIMIT 1) newest ON newest.status = 'failed'
             WHERE o.rule_id = ANY($1) AND o.remind_at <= now()
             ORDER BY o.rule_id, o.target_id LIMIT $2
               FOR UPDATE OF o
            """;

    private static final String MOVE_ON = """
            UPDATE notification_outage o
               SET remind_at = now() + m.every_ms * interval '1 ms', reminder_count = o.reminder_count + m.reminded::int
              FROM unnest($1::uuid[], $2::uuid[], $3::bigint[], $4::bool[]) AS m(rule_id, target_id, every_ms, reminded)
             WHERE o.rule_id = m.rule_id AND o.target_id = m.target_id
            """;

    private static final String FORGET = """
            DELETE FROM notification_outage o
             WHERE (o.rule_id, o.target_id) IN (
                   SELECT g.rule_id, g.target_id
                     FROM notification_outage g
                    WHERE NOT EXISTS (SELECT FROM job j WHERE j.id = g.target_id AND j.state IN ('active', 'paused'))
                      AND NOT EXISTS (SELECT FROM monitor m WHERE m.id = g.target_id)
                    LIMIT $1 FOR UPDATE SKIP LOCKED)
            """;

    private ReminderRepository() {}

    /** Removes some outages of what is gone, or never runs again; gives how many. */
    static Uni<Integer> forget(SqlConnection connection, int limit) {
        return connection.preparedQuery(FORGET).execute(Tuple.of(limit)).map(SqlResult::rowCount);
    }

    /** The rules of which some reminder is due. */
    static Uni<Set<UUID>> rules(SqlConnection connection, int limit) {
        return connection
                .preparedQuery(RULES)
                .execute(Tuple.of(limit))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(row -> row.getUUID("rule_id"))
                        .collect(Collectors.toSet()));
    }

    /** The due outages of rules whose locks are held. */
    static Uni<List<OpenOutage>> due(SqlConnection connection, Collection<UUID> rules, int limit) {
        return connection
                .preparedQuery(DUE)
                .execute(Tuple.of(rules.toArray(UUID[]::new), limit))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(ReminderRepository::outage)
                        .toList());
    }

    /** Sets the time of the next reminder of outages that go on, and counts those that were reminded of. */
    static Uni<Void> moveOn(SqlConnection connection, List<OpenOutage> outages, Set<RuleTarget> reminded) {
        if (outages.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        Tuple values = Tuple.of(
                outages.stream().map(one -> one.rule().id()).toArray(UUID[]::new),
                outages.stream().map(OpenOutage::targetId).toArray(UUID[]::new),
                outages.stream().map(ReminderRepository::everyMillis).toArray(Long[]::new),
                outages.stream().map(one -> reminded.contains(one.target())).toArray(Boolean[]::new));
        return connection.preparedQuery(MOVE_ON).execute(values).replaceWithVoid();
    }

    private static @Nullable Long everyMillis(OpenOutage outage) {
        Duration every = outage.rule().options().remindEvery();
        return every == null ? null : every.toMillis();
    }

    private static OpenOutage outage(Row row) {
        String jobState = row.getString("job_state");
        boolean isMonitor = row.getUUID("monitor_id") != null;
        // A reminder refers to the flip: with that, the outage is forgotten.
        boolean lasts = isMonitor
                ? row.getBoolean("is_down") && row.getUUID("flip_id") != null
                : row.getUUID("execution_id") != null;
        boolean ended = !isMonitor && !"active".equals(jobState) && !"paused".equals(jobState);
        return new OpenOutage(
                RuleRows.rule(row),
                row.getUUID("target_id"),
                row.getUUID("outage_id"),
                row.getOffsetDateTime("broken_since").toInstant(),
                row.getInteger("reminder_count"),
                lasts && !ended ? newest(row, isMonitor) : null,
                // Somebody may have taken the reminders out of the rule since.
                row.getInteger("remind_hours") != null && (isMonitor || "active".equals(jobState)));
    }

    private static Occurrence newest(Row row, boolean isMonitor) {
        return new Occurrence(
                row.getUUID(isMonitor ? "outage_id" : "execution_id"),
                row.getUUID("workspace_id"),
                isMonitor ? null : row.getUUID("target_id"),
                row.getUUID("monitor_id"),
                isMonitor ? Occurrence.Kind.DOWN : Occurrence.Kind.FAILED,
                row.getOffsetDateTime(isMonitor ? "broken_since" : "finished_at")
                        .toInstant(),
                Duration.ZERO);
    }
}

package dev.belfry.notifier.match;

import dev.belfry.notifier.rule.Occurrence;
import dev.belfry.notifier.rule.Occurrence.Kind;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.StreamSupport;

/** Takes the pending reports from executions and flips, and finds the rules for them. */
final class MatchRepository {

    /**
     * Clearing the flag is the compare-and-set: of two notifiers with the same news one finds it set. A rule does not count
     * for what ended before it was made, but for a minute, by which two machines' clocks may differ.
     */
    private static final String ENDS = """
            WITH finished AS (
                UPDATE execution e SET report_pending = false
                 WHERE e.report_pending AND %s
                RETURNING e.id, e.workspace_id, e.job_id, e.status, e.finished_at, e.scheduled_for, e.started_at
            )
            SELECT f.*,
            """ + RuleRows.COLUMNS + """
              FROM finished f
              JOIN notification_rule r ON r.target_id = ANY(ARRAY[f.job_id, f.workspace_id])
             WHERE r.created_at <= coalesce(f.finished_at, now()) + interval '1 minute'
               AND CASE f.status WHEN 'succeeded' THEN r.wants_success
                                 WHEN 'failed' THEN r.wants_failure
                                 WHEN 'waiting' THEN r.event = 'on_approval_required' END
               AND (r.tag IS NULL OR EXISTS (SELECT FROM job t WHERE t.id = f.job_id AND r.tag = ANY(t.tags)))
               AND NOT (r.event = 'on_late' AND EXISTS (
                    SELECT FROM notification_delivery d WHERE d.execution_id = f.id AND d.rule_id = r.id))
             ORDER BY f.id, r.id
            """;

    /**
     * What runs and began late. It is looked for among what runs, so that starting costs nothing; what ends before is told
     * with its end.
     */
    private static final String LATE_STARTS = """
            SELECT e.id, e.workspace_id, e.job_id, e.status, e.finished_at, e.scheduled_for, e.started_at,
            """ + RuleRows.COLUMNS + """
              FROM execution e
              JOIN notification_rule r ON r.target_id = ANY(ARRAY[e.job_id, e.workspace_id])
             WHERE e.status = 'running' AND r.event = 'on_late'
               AND EXISTS (SELECT FROM notification_rule l WHERE l.event = 'on_late')
               AND e.started_at > e.scheduled_for + r.late_seconds * interval '1 s'
               AND r.created_at <= e.started_at + interval '1 minute'
               AND (r.tag IS NULL OR EXISTS (SELECT FROM job t WHERE t.id = e.job_id AND r.tag = ANY(t.tags)))
               AND NOT EXISTS (SELECT FROM notification_delivery d WHERE d.execution_id = e.id AND d.rule_id = r.id)
             ORDER BY e.id, r.id LIMIT $1
            """;

    private static final String THESE_ENDS = ENDS.formatted("e.id = ANY($1)");

    private static final String OVERDUE_ENDS = ENDS.formatted("""
            e.id IN (SELECT id FROM execution
                      WHERE report_pending AND finished_at < now() - $1 * interval '1 ms'
                      ORDER BY finished_at LIMIT $2 FOR UPDATE SKIP LOCKED)
            """);

    /**
     * As for executions. A rule that reminds of an outage has to hear of its end as well. A monitor that was paused while it
     * was down is up again only when it is, however it got there.
     */
    private static final String FLIPS = """
            WITH flipped AS (
                UPDATE monitor_flip e SET report_pending = false
                 WHERE e.report_pending AND %s
                RETURNING e.id, e.workspace_id, e.monitor_id, e.to_state = 'down' AS is_down,
                          e.to_state = 'up' AND (e.from_state = 'down' OR e.from_state IN ('paused', 'pending') AND 'down' =
                              (SELECT b.to_state FROM monitor_flip b
                                WHERE b.monitor_id = e.monitor_id AND b.id < e.id AND b.to_state IN ('up', 'down')
                                ORDER BY b.id DESC LIMIT 1)) AS is_up, e.flipped_at
            )
            SELECT f.*,
            """ + RuleRows.COLUMNS + """
              FROM flipped f
              JOIN notification_rule r ON r.target_id = ANY(ARRAY[f.monitor_id, f.workspace_id])
             WHERE r.created_at <= f.flipped_at + interval '1 minute'
               AND (f.is_down AND r.event = 'on_down'
                 OR f.is_up AND (r.event = 'on_recovery' OR r.event = 'on_down' AND r.remind_hours IS NOT NULL))
             ORDER BY f.id, r.id
            """;

    private static final String THESE_FLIPS = FLIPS.formatted("e.id = ANY($1)");

    private static final String OVERDUE_FLIPS = FLIPS.formatted("""
            e.id IN (SELECT id FROM monitor_flip
                      WHERE report_pending AND flipped_at < now() - $1 * interval '1 ms'
                      ORDER BY flipped_at LIMIT $2 FOR UPDATE SKIP LOCKED)
            """);

    private MatchRepository() {}

    /** What there is to decide about executions that ended. */
    static Uni<List<Match>> ends(SqlConnection connection, Collection<UUID> executions) {
        return read(connection, THESE_ENDS, ids(executions), MatchRepository::end);
    }

    /** The same about some that ended longer ago than this and are still not reported. */
    static Uni<List<Match>> overdueEnds(SqlConnection connection, Duration age, int limit) {
        return read(connection, OVERDUE_ENDS, Tuple.of(age.toMillis(), limit), MatchRepository::end);
    }

    /** What there is to decide about executions that run and began late. */
    static Uni<List<Match>> lateStarts(SqlConnection connection, int limit) {
        return read(connection, LATE_STARTS, Tuple.of(limit), MatchRepository::end);
    }

    /** What there is to decide about flips of monitors. */
    static Uni<List<Match>> flips(SqlConnection connection, Collection<UUID> flips) {
        return read(connection, THESE_FLIPS, ids(flips), MatchRepository::flip);
    }

    /** The same about some that are older than this and are still not reported. */
    static Uni<List<Match>> overdueFlips(SqlConnection connection, Duration age, int limit) {
        return read(connection, OVERDUE_FLIPS, Tuple.of(age.toMillis(), limit), MatchRepository::flip);
    }

    private static Tuple ids(Collection<UUID> ids) {
        return Tuple.of((Object) ids.toArray(UUID[]::new));
    }

    private static Uni<List<Match>> read(
            SqlConnection connection, String statement, Tuple values, Function<Row, Occurrence> occurrence) {
        return connection
                .preparedQuery(statement)
                .execute(values)
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(row -> new Match(RuleRows.rule(row), occurrence.apply(row)))
                        .toList());
    }

    private static Occurrence end(Row row) {
        OffsetDateTime planned = row.getOffsetDateTime("scheduled_for");
        OffsetDateTime started = row.getOffsetDateTime("started_at");
        OffsetDateTime finished = row.getOffsetDateTime("finished_at");
        Kind kind = switch (row.getString("status")) {
            case "succeeded" -> Kind.SUCCEEDED;
            case "failed" -> Kind.FAILED;
            case "running" -> Kind.STARTED;
            default -> Kind.WAITING;
        };
        return new Occurrence(
                row.getUUID("id"),
                row.getUUID("workspace_id"),
                row.getUUID("job_id"),
                null,
                kind,
                (finished == null ? planned : finished).toInstant(),
                started == null ? Duration.ZERO : Duration.between(planned, started));
    }

    private static Occurrence flip(Row row) {
        return new Occurrence(
                row.getUUID("id"),
                row.getUUID("workspace_id"),
                null,
                row.getUUID("monitor_id"),
                row.getBoolean("is_down") ? Kind.DOWN : Kind.UP,
                row.getOffsetDateTime("flipped_at").toInstant(),
                Duration.ZERO);
    }
}

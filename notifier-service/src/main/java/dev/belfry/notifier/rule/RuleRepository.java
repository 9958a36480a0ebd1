package dev.belfry.notifier.rule;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlResult;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Duration;
import java.util.Collection;
import java.util.UUID;

/** Turns finished executions into deliveries. */
final class RuleRepository {

    /**
     * Clearing the flag is the compare-and-set: of two notifiers with the same news one finds it set. The deliveries
     * are written by the same statement, so there is no moment in which the flag is gone and they are not there.
     * A rule does not count for what ended before it was made, but for a minute, by which two machines' clocks may differ.
     */
    private static final String REPORT = """
            WITH finished AS (
                UPDATE execution e SET report_pending = false
                 WHERE e.report_pending AND %s
                RETURNING e.id, e.workspace_id, e.job_id, e.status, e.finished_at
            )
            INSERT INTO notification_delivery (id, workspace_id, channel_id, job_id, execution_id, event, status, due_at)
            SELECT uuidv7(), f.workspace_id, r.channel_id, f.job_id, f.id, r.event, 'pending', now()
              FROM finished f JOIN notification_rule r ON r.job_id = f.job_id
             WHERE r.created_at <= f.finished_at + interval '1 minute'
               AND (f.status = 'succeeded' AND r.event IN ('on_success', 'on_completion')
                 OR f.status = 'failed' AND r.event IN ('on_failure', 'on_completion'))
            ON CONFLICT DO NOTHING
            """;

    private static final String REPORT_THESE = REPORT.formatted("e.id = ANY($1)");

    private static final String REPORT_OVERDUE = REPORT.formatted("""
            e.id IN (SELECT id FROM execution
                      WHERE report_pending AND finished_at < now() - $1 * interval '1 ms'
                      ORDER BY finished_at LIMIT $2 FOR UPDATE SKIP LOCKED)
            """);

    private final Pool pool;

    RuleRepository(Pool pool) {
        this.pool = pool;
    }

    /** Writes the deliveries of these executions; gives how many. */
    Uni<Integer> report(Collection<UUID> executionIds) {
        return pool.preparedQuery(REPORT_THESE)
                .execute(Tuple.of(executionIds.toArray(UUID[]::new)))
                .map(SqlResult::rowCount);
    }

    /** Writes the deliveries of executions that finished longer ago than this and are still not reported. */
    Uni<Integer> reportOverdue(Duration age, int limit) {
        return pool.preparedQuery(REPORT_OVERDUE)
                .execute(Tuple.of(age.toMillis(), limit))
                .map(SqlResult::rowCount);
    }
}

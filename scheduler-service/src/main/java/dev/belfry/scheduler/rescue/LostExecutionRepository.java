package dev.belfry.scheduler.rescue;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlResult;
import io.vertx.mutiny.sqlclient.Tuple;

/** The scheduler's statements on executions whose executor is gone, or that nobody may begin any more. */
final class LostExecutionRepository {

    /**
     * The row goes back without a hand-over time, so that it is dispatched at once. The lease number stays: the next
     * claim raises it, and a report of the lost executor then changes nothing. An attempt that a stopping executor handed
     * back was lost as well, but says nothing about the call and so is not counted here. A claim made ahead of its time
     * may have led to a call, or not: nobody can tell any more, so it counts as one that did, at its instant. Those are
     * looked for among the longest overdue, so that a long backlog keeps nobody from being rescued.
     */
    private static final String RESCUE = """
            WITH rescued AS (
                UPDATE execution e
                   SET status = CASE WHEN e.crash_count + 1 < $1 THEN 'queued' ELSE 'failed' END,
                       lost_count = e.lost_count + 1,
                       crash_count = e.crash_count + 1,
                       started_at = coalesce(e.started_at, e.due_at),
                       attempt_count = e.attempt_count + (e.status = 'queued')::int,
                       attempts = e.attempts || jsonb_build_object(
                           'number', e.attempt_count + (e.status = 'queued')::int, 'status', 'CONNECTION_ERROR', 'errorClass', 'EXECUTOR_LOST',
                           'errorMessage', 'the executor stopped responding before it reported',
                           'finishedAt', to_char(now() AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')),
                       error_code = 'EXECUTOR_LOST',
                       error = 'the executor stopped responding before it reported',
                       due_at = now(), dispatched_at = NULL, claimed_by = NULL, lease_expires_at = NULL,
                       finished_at = CASE WHEN e.crash_count + 1 < $1 THEN NULL ELSE now() END,
                       report_pending = e.crash_count + 1 >= $1 AND EXISTS (
                           SELECT FROM notification_rule n
                            WHERE n.target_id = ANY(ARRAY[e.job_id, e.workspace_id]) AND n.wants_failure
                              AND (n.tag IS NULL OR EXISTS (
                                      SELECT FROM job t WHERE t.id = e.job_id AND n.tag = ANY(t.tags))))
                  FROM (SELECT id FROM execution
                         WHERE id = ANY(ARRAY(
                                   SELECT id FROM execution WHERE status = 'running' AND lease_expires_at < now()
                                   UNION ALL
                                   SELECT id
                                     FROM (SELECT id, lease_expires_at FROM execution
                                            WHERE status = 'queued' AND (NOT concurrency_limited OR attempt_count > 0)
                                              AND due_at < now()
                                            ORDER BY due_at LIMIT 20000) oldest
                                    WHERE lease_expires_at < now()
                                   LIMIT $2))
                           AND status IN ('queued', 'running') AND lease_expires_at < now()
                           FOR UPDATE SKIP LOCKED) lost
                 WHERE e.id = lost.id
                RETURNING e.job_id, e.status, e.completes_plan
            ), completed AS (
                UPDATE job j
                   SET state = 'completed', updated_at = now()
                  FROM rescued e
                 WHERE e.status = 'failed' AND e.completes_plan IS NOT NULL AND j.id = e.job_id
                   AND CASE WHEN j.plan = e.completes_plan AND j.state = 'active' THEN true END
            )
            SELECT count(*)::int AS rescued FROM rescued
            """;

    /**
     * No claim takes them any more, so whoever looks at a job's line would find the same head for ever. What was claimed
     * in time is about to begin and left alone; should its executor die, it is rescued as one that has begun. The days
     * from before there was such a time have no index by it, and are left out.
     */
    static final String EXPIRE = """
            UPDATE execution SET status = 'skipped', reason = 'expired', finished_at = now()
             WHERE id = ANY(ARRAY(
                   SELECT id FROM execution
                    WHERE status = 'queued' AND start_by IS NOT NULL AND start_by <= now()
                      AND attempt_count = 0 AND claimed_by IS NULL AND id >= execution_first_order()
                    ORDER BY start_by LIMIT $1 FOR UPDATE SKIP LOCKED))
            """;

    private final Pool pool;

    LostExecutionRepository(Pool pool) {
        this.pool = pool;
    }

    /** Puts lost executions back, or fails those over which executors crashed too often; gives how many. */
    Uni<Integer> rescue(int maxCrashes, int limit) {
        return pool.preparedQuery(RESCUE)
                .execute(Tuple.of(maxCrashes, limit))
                .map(rows -> rows.iterator().next().getInteger("rescued"));
    }

    /** Skips executions that had to begin by a time that has passed; gives how many. */
    Uni<Integer> expire(int limit) {
        return pool.preparedQuery(EXPIRE).execute(Tuple.of(limit)).map(SqlResult::rowCount);
    }
}

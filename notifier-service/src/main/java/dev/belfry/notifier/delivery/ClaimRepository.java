package dev.belfry.notifier.delivery;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Duration;
import java.util.List;
import java.util.stream.StreamSupport;

/** Takes the attempts that are due from the table {@code notification_delivery}. */
final class ClaimRepository {

    /**
     * Moving due_at is the lease; SKIP LOCKED gives each of two notifiers other rows. Of what is due longest no channel and
     * no workspace gets more than its share: one that has it already is passed over, so that whoever comes behind is found
     * by the next look at the latest.
     *
     * <p>What is held back moves to the time at which it no longer is, so that it is looked at once and not by every poll:
     * a channel asked to be left alone, or an execution is gone and its deliveries follow soon. The end of an outage waits
     * for what is still to be repeated of its beginning; PagerDuty takes all news of one thing in their order, since an alert
     * that arrives behind its end would stay.
     */
    private static final String CLAIM = """
            WITH candidate AS MATERIALIZED (
                SELECT n.id, n.workspace_id, n.channel_id, n.due_at,
                       CASE WHEN n.job_id IS NOT NULL AND (j.id IS NULL OR e.id IS NULL) THEN now() + interval '1 minute'
                            WHEN c.not_before > now() AND NOT n.to_owners THEN c.not_before END AS held_until
                  FROM notification_delivery n
                  JOIN notification_channel c ON c.id = n.channel_id
                  LEFT JOIN job j ON j.id = n.job_id
                  LEFT JOIN execution e ON e.id = n.execution_id
                 WHERE n.status = 'pending' AND n.due_at <= now()
                   AND n.channel_id <> ALL($4::uuid[]) AND n.workspace_id <> ALL($5::uuid[])
                   AND NOT ((n.event IN ('on_recovered', 'on_recovery') OR c.type = 'pagerduty')
                        AND EXISTS (SELECT FROM notification_delivery o
                                     WHERE coalesce(o.job_id, o.monitor_id) = coalesce(n.job_id, n.monitor_id)
                                       AND o.channel_id = n.channel_id AND o.id < n.id AND o.status = 'pending'
                                       AND (o.attempt_count > 0 OR o.due_at <= now())))
                 ORDER BY n.due_at LIMIT $3 FOR UPDATE OF n SKIP LOCKED
            ), held AS (
                UPDATE notification_delivery d SET due_at = c.held_until
                  FROM candidate c WHERE d.id = c.id AND c.held_until IS NOT NULL
            ), of_channel AS (
                SELECT c.*, coalesce(b.calls, 0) + row_number() OVER (PARTITION BY c.channel_id ORDER BY c.due_at, c.id) AS calls
                  FROM candidate c LEFT JOIN unnest($6::uuid[], $7::int[]) AS b(id, calls) ON b.id = c.channel_id
                 WHERE c.held_until IS NULL
            ), of_workspace AS (
                SELECT c.id, c.due_at,
                       coalesce(b.calls, 0) + row_number() OVER (PARTITION BY c.workspace_id ORDER BY c.due_at, c.id) AS calls
                  FROM of_channel c LEFT JOIN unnest($8::uuid[], $9::int[]) AS b(id, calls) ON b.id = c.workspace_id
                 WHERE c.calls <= $10
            ), claimed AS (
            UPDATE notification_delivery d
               SET due_at = now() + $1 * interval '1 ms', attempt_count = d.attempt_count + 1
              FROM (SELECT n.id, c.type, c.name AS channel_name, c.config::text AS config, c.secret_sealed, c.state_reason,
                           c.state = 'off' AND n.event <> 'test' AND n.repeated_after = 0 AS is_off,
                           j.name AS job_name, j.kind, e.status AS execution_status, e.source, e.scheduled_for, e.started_at,
                           e.finished_at AS execution_finished_at, e.attempt_count AS execution_attempts,
                           e.error AS execution_error, (e.attempts -> -1 ->> 'statusCode')::int AS status_code,
                           e.final_output::text AS output,
                           CASE WHEN c.config ->> 'include_output' = 'true'
                                THEN left(e.attempts -> -1 ->> 'bodyPreview', 8000) END AS body_preview,
                           m.name AS monitor_name, m.last_ping_at, m.next_expected_at, f.to_state, f.reason, f.flipped_at,
                           (SELECT count(*)::int FROM notification_delivery o WHERE o.folded_into = n.id) AS folded,
                           (SELECT u.email FROM membership s JOIN user_account u ON u.id = s.user_id
                             WHERE s.workspace_id = n.workspace_id AND s.user_id = n.owner_id AND s.role = 'owner') AS owner
                      FROM (SELECT w.id FROM of_workspace w WHERE w.calls <= $11 ORDER BY w.due_at LIMIT $2) taken
                      JOIN notification_delivery n ON n.id = taken.id
                      JOIN notification_channel c ON c.id = n.channel_id
                      LEFT JOIN job j ON j.id = n.job_id
                      LEFT JOIN execution e ON e.id = n.execution_id
                      LEFT JOIN monitor m ON m.id = n.monitor_id
                      LEFT JOIN monitor_flip f ON f.id = n.flip_id) due
             WHERE d.id = due.id
            RETURNING d.workspace_id, d.channel_id, d.job_id, d.execution_id, d.monitor_id, d.event, d.reminder,
                      d.broken_since, d.failure_count, d.to_owners, d.attempt_count AS delivery_attempt,
                      d.attempt_count - d.repeated_after AS attempt_of_round, due.*
            )
            SELECT claimed.*, looked.deliveries AS looked_at
              FROM (SELECT count(*)::int AS deliveries FROM candidate) looked LEFT JOIN claimed ON true
            """;

    /** How many times more than there is room for are looked at, so that one look mostly finds enough to share out. */
    private static final int LOOK_AHEAD = 4;

    private final Pool pool;
    private final Shares shares;

    ClaimRepository(Pool pool, Shares shares) {
        this.pool = pool;
        this.shares = shares;
    }

    /**
     * Attempts to be made now.
     *
     * @param isCut whether there may be more behind what was looked at
     */
    record Claim(List<DueDelivery> due, boolean isCut) {}

    /** Takes as many as there is room for. */
    Uni<Claim> claim(Duration lease, int room, DueRows rows) {
        int looked = room * LOOK_AHEAD;
        Shares.Counts channels = shares.channels();
        Shares.Counts workspaces = shares.workspaces();
        Tuple values = Tuple.tuple(List.of(
                lease.toMillis(),
                room,
                looked,
                channels.full(),
                workspaces.full(),
                channels.ids(),
                channels.calls(),
                workspaces.ids(),
                workspaces.calls(),
                (long) channels.most(),
                (long) workspaces.most()));
        return pool.preparedQuery(CLAIM).execute(values).map(found -> {
            List<Row> all = StreamSupport.stream(found.spliterator(), false).toList();
            List<DueDelivery> due = all.stream()
                    .filter(row -> row.getUUID("id") != null)
                    .map(rows::delivery)
                    .toList();
            return new Claim(due, all.get(0).getInteger("looked_at") >= looked);
        });
    }
}

package dev.belfry.api.ping;

/** The SQL of pings. */
final class PingStatements {

    /**
     * The monitors behind some addresses, locked in one order, so that two batches never wait for each other in a circle.
     * Whoever judges a monitor, the scheduler included, holds this lock.
     */
    static final String LOCK = """
            SELECT a.id AS address_id, m.id, m.state, m.expected_interval_sec, m.cron, m.timezone, m.grace_seconds,
                   m.max_run_seconds, m.anchor_at, m.started_at, m.started_run, m.later_runs::text AS later_runs,
                   m.last_ping_at, m.next_expected_at, m.ping_count, clock_timestamp() AS now
              FROM monitor m JOIN monitor_address a ON a.monitor_id = m.id
             WHERE a.id = ANY ($2) AND m.workspace_id = $1
             ORDER BY m.id
               FOR NO KEY UPDATE OF m
            """;

    /** Moves the monitors on, and keeps their pings, each in the place of the one a hundred before it. */
    static final String KEEP = """
            WITH moved AS (
                UPDATE monitor m
                   SET state = h.state, anchor_at = h.anchor_at, started_at = h.started_at, started_run = h.started_run,
                       later_runs = h.later_runs::jsonb, last_ping_at = h.last_ping_at,
                       next_expected_at = h.next_expected_at, ping_count = h.ping_count
                  FROM unnest($2::uuid[], $3::text[], $4::timestamptz[], $5::timestamptz[], $6::text[],
                              $7::text[], $8::timestamptz[], $9::timestamptz[], $10::bigint[])
                       AS h (id, state, anchor_at, started_at, started_run, later_runs, last_ping_at, next_expected_at,
                             ping_count)
                 WHERE m.id = h.id AND m.workspace_id = $1
            )
            INSERT INTO monitor_ping (monitor_id, place, id, workspace_id, number, kind, exit_code, run, received_at,
                                      method, ip, user_agent, body, body_truncated)
            SELECT monitor_id, number % 100, id, $1::uuid, number, kind, exit_code, run, received_at, method, ip, user_agent,
                   body, body_truncated
              FROM unnest($11::uuid[], $12::bigint[], $13::uuid[], $14::text[], $15::smallint[], $16::text[],
                          $17::timestamptz[], $18::text[], $19::text[], $20::text[], $21::text[], $22::boolean[])
                   AS p (monitor_id, number, id, kind, exit_code, run, received_at, method, ip, user_agent, body,
                         body_truncated)
            ON CONFLICT (monitor_id, place) DO UPDATE
               SET id = excluded.id, number = excluded.number, kind = excluded.kind, exit_code = excluded.exit_code,
                   run = excluded.run, received_at = excluded.received_at, method = excluded.method, ip = excluded.ip,
                   user_agent = excluded.user_agent, body = excluded.body, body_truncated = excluded.body_truncated
            """;

    /** Writes changes of state down; of each monitor the last thousand are kept, and those that wait to be reported. */
    static final String FLIP = """
            WITH trimmed AS (
                DELETE FROM monitor_flip f
                 USING unnest($3::uuid[]) AS flipped (monitor_id)
                 WHERE f.workspace_id = $1 AND f.monitor_id = flipped.monitor_id AND NOT f.report_pending
                   AND f.id <= (SELECT id FROM monitor_flip o WHERE o.monitor_id = flipped.monitor_id
                                 ORDER BY id DESC OFFSET 1000 LIMIT 1)
            )
            INSERT INTO monitor_flip (id, workspace_id, monitor_id, from_state, to_state, reason, flipped_at, report_pending)
            SELECT id, $1::uuid, monitor_id, from_state, to_state, reason, flipped_at, report_pending
              FROM unnest($2::uuid[], $3::uuid[], $4::text[], $5::text[], $6::text[], $7::timestamptz[], $8::boolean[])
                   AS f (id, monitor_id, from_state, to_state, reason, flipped_at, report_pending)
            """;

    private PingStatements() {}
}

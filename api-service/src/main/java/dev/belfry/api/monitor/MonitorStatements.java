package dev.belfry.api.monitor;

/** The SQL of monitors. */
final class MonitorStatements {

    private static final String COLUMNS = """
            SELECT m.*, ping.id AS ping_id, ping.sealed AS ping_sealed, badge.id AS badge_id,
                   badge.sealed AS badge_sealed
              FROM monitor m
              JOIN monitor_address ping ON ping.monitor_id = m.id AND ping.purpose = 'ping'
              JOIN monitor_address badge ON badge.monitor_id = m.id AND badge.purpose = 'badge'
             WHERE m.workspace_id = $1
            """;

    /** Stores nothing when the workspace has as many as it may have. */
    static final String INSERT = """
            WITH made AS (
                INSERT INTO monitor (id, workspace_id, name, expected_interval_sec, cron, timezone, grace_seconds,
                                     max_run_seconds, state, anchor_at, next_expected_at, created_at, updated_at)
                SELECT $2::uuid, $1::uuid, $3::text, $4::integer, $5::text, $6::text, $7::integer, $8::integer, 'pending',
                       $9::timestamptz, $10::timestamptz, $9::timestamptz, $9::timestamptz
                 WHERE (SELECT count(*) FROM (SELECT FROM monitor WHERE workspace_id = $1 LIMIT $11) stored) < $11
                RETURNING id
            )
            INSERT INTO monitor_address (id, workspace_id, monitor_id, purpose, token_hash, sealed)
            SELECT a.id, $1::uuid, made.id, a.purpose, a.token_hash, a.sealed
              FROM made, unnest($12::uuid[], $13::text[], $14::bytea[], $15::bytea[])
                         AS a (id, purpose, token_hash, sealed)
            """;

    static final String FIND = COLUMNS + " AND m.id = $2";

    /** Whoever judges a monitor holds its lock. */
    static final String LOCK = FIND + " FOR NO KEY UPDATE OF m";

    static final String LIST = COLUMNS
            + " AND m.id < coalesce($2::uuid, 'ffffffff-ffff-ffff-ffff-ffffffffffff') ORDER BY m.id DESC LIMIT $3";

    static final String UPDATE = """
            UPDATE monitor
               SET name = $3, expected_interval_sec = $4, cron = $5, timezone = $6, grace_seconds = $7,
                   max_run_seconds = $8, state = $9, anchor_at = $10, started_at = $11,
                   started_run = CASE WHEN $11::timestamptz IS NULL THEN NULL ELSE started_run END,
                   next_expected_at = $12, updated_at = $13
             WHERE workspace_id = $1 AND id = $2
            """;

    /** Of a monitor the last thousand are kept, and those that wait to be reported, whoever makes them. */
    static final String FLIP = """
            WITH trimmed AS (
                DELETE FROM monitor_flip f
                 WHERE f.workspace_id = $1 AND f.monitor_id = $2 AND NOT f.report_pending
                   AND f.id <= (SELECT id FROM monitor_flip o WHERE o.monitor_id = $2 ORDER BY id DESC OFFSET 1000 LIMIT 1)
            )
            INSERT INTO monitor_flip (id, workspace_id, monitor_id, from_state, to_state, reason, flipped_at, report_pending)
            VALUES ($3, $1, $2, $4, $5, $6, $7, false)
            """;

    static final String DELETE = "DELETE FROM monitor WHERE workspace_id = $1 AND id = $2";

    /** The old address is gone and the new one there at once. */
    static final String READDRESS = """
            UPDATE monitor_address a SET id = $3, token_hash = $5, sealed = $6
              FROM monitor m
             WHERE m.workspace_id = $1 AND m.id = $2 AND a.monitor_id = m.id AND a.purpose = $4
            """;

    static final String EXISTS = "SELECT FROM monitor WHERE workspace_id = $1 AND id = $2";

    private MonitorStatements() {}
}

package dev.belfry.load.stored;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** The jobs of a workspace, filled up by SQL. They stay when the program ends. */
public final class StoredJobs {

    private static final String COUNT = "SELECT count(*) FROM job WHERE workspace_id = ?";

    private static final String INSERT = """
            WITH stored AS (
                INSERT INTO job (id, workspace_id, name, kind, state, schedule, request, retry_policy, anchor_at,
                                 created_at, updated_at)
                SELECT uuidv7(), ?, 'stored job ' || n, 'cron', CASE WHEN n % 1000 = 0 THEN 'paused' ELSE 'active' END,
                       '{"cron": "30 9 1 1 *"}', '{"url": "https://example.com/stored", "method": "GET", "headers": {},'
                       ' "body": null, "timeout_seconds": 30, "success_statuses": [200, 201, 202, 204]}',
                       '{"max_attempts": 3, "retry_on_statuses": [429, 500, 502, 503, 504]}', now(), now(), now()
                  FROM generate_series(1, ?) AS n
                RETURNING id, workspace_id, state
            )
            INSERT INTO job_due (job_id, workspace_id, next_run_at)
            SELECT id, workspace_id, now() + interval '1 year' FROM stored WHERE state = 'active'
            """;

    private final Connection connection;
    private final UUID workspace;

    public StoredJobs(Connection connection, UUID workspace) {
        this.connection = connection;
        this.workspace = workspace;
    }

    /** How many jobs the workspace holds. */
    public long count() throws SQLException {
        try (PreparedStatement count = connection.prepareStatement(COUNT)) {
            count.setObject(1, workspace);
            try (ResultSet found = count.executeQuery()) {
                found.next();
                return found.getLong(1);
            }
        }
    }

    /** Stores jobs until the workspace holds so many. */
    public void fillUpTo(long wanted) throws SQLException {
        long missing = wanted - count();
        try (PreparedStatement insert = connection.prepareStatement(INSERT);
                Statement statement = connection.createStatement()) {
            if (missing > 0) {
                insert.setObject(1, workspace);
                insert.setLong(2, missing);
                insert.executeUpdate();
            }
            statement.execute("VACUUM ANALYZE job, job_due");
        }
    }

    /** A thousand ids from all over the table. */
    public List<String> sample() throws SQLException {
        String everyNth =
                "SELECT id FROM (SELECT id, row_number() OVER () AS n FROM job WHERE workspace_id = ?) numbered"
                        + " WHERE n % greatest(1, (" + count() + " / 1000)) = 0 LIMIT 1000";
        List<String> ids = new ArrayList<>();
        try (PreparedStatement sample = connection.prepareStatement(everyNth)) {
            sample.setObject(1, workspace);
            try (ResultSet found = sample.executeQuery()) {
                while (found.next()) {
                    ids.add(found.getString(1));
                }
            }
        }
        return ids;
    }
}

package dev.belfry.load.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** The jobs of the token's workspace, filled up by SQL. They stay when the program ends. */
final class StoredJobs implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
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
    private final Target target;

    private StoredJobs(Connection connection, UUID workspace, Target target) {
        this.connection = connection;
        this.workspace = workspace;
        this.target = target;
    }

    /** A job created through the API tells the workspace. */
    static StoredJobs of(Target target) throws Exception {
        String job = "{\"name\": \"n\", \"kind\": \"cron\", \"schedule\": {\"cron\": \"0 0 1 1 *\"},"
                + " \"request\": {\"url\": \"https://example.com/\"}}";
        JsonNode created =
                JSON.readTree(target.send(Request.post("/v1/jobs", job)).body());
        Connection connection = DriverManager.getConnection(
                System.getenv("BELFRY_DB_URL"), System.getenv("BELFRY_DB_USER"), System.getenv("BELFRY_DB_PASSWORD"));
        return new StoredJobs(
                connection, UUID.fromString(created.get("workspace_id").asText()), target);
    }

    /** Where the second page begins now. */
    String cursor() throws JsonProcessingException {
        return JSON.readTree(target.send(Request.get("/v1/jobs")).body())
                .get("next_cursor")
                .asText();
    }

    long count() throws SQLException {
        try (PreparedStatement count = connection.prepareStatement(COUNT)) {
            count.setObject(1, workspace);
            try (ResultSet found = count.executeQuery()) {
                found.next();
                return found.getLong(1);
            }
        }
    }

    void fillUpTo(long wanted) throws SQLException {
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
    List<String> sample() throws SQLException {
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

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}

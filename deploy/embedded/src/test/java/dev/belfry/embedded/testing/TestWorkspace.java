package dev.belfry.embedded.testing;

import dev.belfry.core.execution.ExecutionId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/** A workspace of a test's own, with rows written as the services write them. */
public final class TestWorkspace {

    private static final String RETRY_THRICE =
            "{\"max_attempts\": 3, \"retry_on_statuses\": [429, 500, 502, 503, 504]}";

    /** One for each thread: making a connection takes longer than most statements. */
    private static final ThreadLocal<Connection> CONNECTION = ThreadLocal.withInitial(() -> {
        try {
            return Servers.connection();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    });

    private final UUID id = newId();

    private TestWorkspace() {}

    public static TestWorkspace create() {
        TestWorkspace workspace = new TestWorkspace();
        write("INSERT INTO workspace (id, name) VALUES (?, 'Alice''s')", workspace.id);
        return workspace;
    }

    public UUID id() {
        return id;
    }

    /** An active job that calls a URL by GET, without a plan of when. */
    public UUID job(String kind, String schedule, String url) {
        return job(kind, schedule, getRequest(url), RETRY_THRICE);
    }

    /** An active job with its stored JSON, without a plan of when. */
    public UUID job(String kind, String schedule, String request, String retryPolicy) {
        UUID job = newId();
        write("""
                INSERT INTO job (id, workspace_id, name, kind, state, schedule, request, retry_policy, anchor_at,
                                 created_at, updated_at)
                VALUES (?, ?, 'a job', ?, 'active', ?::jsonb, ?::jsonb, ?::jsonb, now(), now(), now())
                """, job, id, kind, schedule, request, retryPolicy);
        return job;
    }

    /** Plans a job's next run. */
    public void due(UUID job, Instant nextRunAt) {
        write("INSERT INTO job_due (job_id, workspace_id, next_run_at) VALUES (?, ?, ?)", job, id, nextRunAt);
    }

    /** A queued execution of a job that nobody has handed over. */
    public UUID queued(UUID job, Instant dueAt) {
        UUID execution = ExecutionId.ofTick(job, dueAt.truncatedTo(ChronoUnit.MILLIS));
        write("""
                INSERT INTO execution (id, workspace_id, job_id, status, source, scheduled_for, due_at)
                VALUES (?, ?, ?, 'queued', 'schedule', ?, ?)
                """, execution, id, job, dueAt, dueAt);
        return execution;
    }

    /** A webhook channel without a secret. */
    public UUID webhook(String url) {
        UUID channel = newId();
        write("""
                INSERT INTO notification_channel (id, workspace_id, name, type, config, created_at, updated_at)
                VALUES (?, ?, 'a channel', 'webhook', jsonb_build_object('url', ?::text), now(), now())
                """, channel, id, url);
        return channel;
    }

    /** Tells a channel about a job, from a minute ago on. */
    public void rule(UUID job, UUID channel, String event) {
        write("""
                INSERT INTO notification_rule (id, workspace_id, job_id, channel_id, event, created_at)
                VALUES (?, ?, ?, ?, ?, now() - interval '1 minute')
                """, newId(), id, job, channel, event);
    }

    /** A stored request that calls a URL by GET. */
    public static String getRequest(String url) {
        return "{\"url\": \"" + url + "\", \"method\": \"GET\", \"headers\": {}, \"body\": null,"
                + " \"timeout_seconds\": 30, \"success_statuses\": [200, 201, 202, 204]}";
    }

    /** Runs a statement; instants are bound as timestamptz. */
    public static int write(String sql, Object... parameters) {
        try (PreparedStatement statement = CONNECTION.get().prepareStatement(sql)) {
            bind(statement, parameters);
            return statement.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The rows of a query, by column name. */
    public static List<Map<String, Object>> rows(String sql, Object... parameters) {
        try (PreparedStatement statement = CONNECTION.get().prepareStatement(sql)) {
            bind(statement, parameters);
            return rows(statement.executeQuery());
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The one row of an execution. */
    public static Map<String, Object> execution(UUID id) {
        return rows("SELECT *, attempts::text AS attempts_json FROM execution WHERE id = ?", id)
                .get(0);
    }

    private static List<Map<String, Object>> rows(ResultSet result) throws SQLException {
        List<Map<String, Object>> rows = new ArrayList<>();
        while (result.next()) {
            Map<String, Object> row = new LinkedHashMap<>();
            for (int column = 1; column <= result.getMetaData().getColumnCount(); column++) {
                row.put(result.getMetaData().getColumnLabel(column), result.getObject(column));
            }
            rows.add(row);
        }
        return rows;
    }

    private static void bind(PreparedStatement statement, Object... parameters) throws SQLException {
        for (int i = 0; i < parameters.length; i++) {
            Object value = parameters[i] instanceof Instant at ? Timestamp.from(at) : parameters[i];
            statement.setObject(i + 1, value);
        }
    }

    private static UUID newId() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        return ExecutionId.timeOrdered(Instant.now(), random.nextLong(), random.nextLong());
    }
}

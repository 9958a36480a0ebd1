package dev.belfry.load.faults.evidence;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads what Belfry has stored. */
public final class StoredRows {

    private static final String ALL = """
            SELECT id, job_id, source, scheduled_for, status, reason, coalesce(missed_count, 0) AS missed_count, created_at,
                   finished_at, crash_count,
                   jsonb_array_length(jsonb_path_query_array(attempts, '$[*] ? (@.late == true)')) AS late_results
              FROM execution
             ORDER BY id
            """;

    private static final String OPEN = """
            SELECT count(*) FROM execution WHERE status IN ('queued', 'running', 'waiting')
            """;

    private static final String UNTOLD = """
            SELECT e.id
              FROM execution e JOIN notification_rule r ON r.job_id = e.job_id AND r.event = 'on_completion'
             WHERE e.status IN ('succeeded', 'failed') AND e.finished_at > r.created_at
               AND NOT EXISTS (SELECT FROM notification_delivery d
                                WHERE d.execution_id = e.id AND d.channel_id = r.channel_id AND d.status = 'delivered')
             ORDER BY e.id
            """;

    private StoredRows() {}

    public static List<ExecutionRow> all(Connection connection) throws SQLException {
        List<ExecutionRow> rows = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery(ALL)) {
            while (found.next()) {
                rows.add(row(found));
            }
        }
        return rows;
    }

    /** How many executions have not ended. */
    public static long open(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery(OPEN)) {
            found.next();
            return found.getLong(1);
        }
    }

    /** Ended executions of jobs with a rule that nobody was told about. */
    public static List<UUID> untold(Connection connection) throws SQLException {
        List<UUID> untold = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(UNTOLD);
                ResultSet found = statement.executeQuery()) {
            while (found.next()) {
                untold.add(found.getObject(1, UUID.class));
            }
        }
        return untold;
    }

    private static ExecutionRow row(ResultSet found) throws SQLException {
        return new ExecutionRow(
                found.getObject("id", UUID.class),
                found.getObject("job_id", UUID.class),
                found.getString("source"),
                instant(found.getObject("scheduled_for", OffsetDateTime.class)).truncatedTo(ChronoUnit.MILLIS),
                found.getString("status"),
                found.getString("reason"),
                found.getInt("missed_count"),
                instant(found.getObject("created_at", OffsetDateTime.class)),
                optional(found.getObject("finished_at", OffsetDateTime.class)),
                found.getInt("crash_count"),
                found.getInt("late_results"));
    }

    private static Instant instant(OffsetDateTime time) {
        return time.toInstant();
    }

    private static @Nullable Instant optional(@Nullable OffsetDateTime time) {
        return time == null ? null : time.toInstant();
    }
}

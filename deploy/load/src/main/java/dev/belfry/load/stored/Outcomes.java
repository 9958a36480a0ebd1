package dev.belfry.load.stored;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.UUID;

/**
 * What became of the executions of a span of time.
 *
 * @param succeeded with their answer stored
 * @param otherwise ended in another way
 * @param open not ended yet
 * @param lastEnd when the last of those that ended did
 */
public record Outcomes(long succeeded, long otherwise, long open, Instant lastEnd) {

    /** Ids are in the order of their time, so a range of ids is a range of time. */
    private static final String COUNT = """
            SELECT count(*) FILTER (WHERE status = 'succeeded') AS succeeded,
                   count(*) FILTER (WHERE status IN ('failed', 'canceled', 'skipped')) AS otherwise,
                   count(*) FILTER (WHERE status IN ('queued', 'running', 'waiting')) AS open,
                   coalesce(max(finished_at), 'epoch') AS last_end
              FROM execution
             WHERE workspace_id = ? AND id >= execution_id_floor(?) AND id < execution_id_floor(?)
            """;

    /** Cheap, so that looking often disturbs nothing: what is open has small indexes. */
    private static final String IS_OPEN = """
            SELECT EXISTS (SELECT FROM execution WHERE status = 'queued' AND NOT concurrency_limited
                              AND due_at >= ? AND due_at < ?)
                OR EXISTS (SELECT FROM execution WHERE status = 'running' AND due_at >= ? AND due_at < ?)
            """;

    /** Whether executions without a concurrency limit that came due in a span have not ended. */
    public static boolean isOpen(Connection connection, Instant from, Instant to) throws SQLException {
        try (PreparedStatement open = connection.prepareStatement(IS_OPEN)) {
            for (int i = 1; i <= 4; i++) {
                open.setObject(i, (i % 2 == 1 ? from : to).atOffset(ZoneOffset.UTC));
            }
            try (ResultSet row = open.executeQuery()) {
                row.next();
                return row.getBoolean(1);
            }
        }
    }

    /** Counts the executions of a workspace whose ids were made for instants of a span. */
    public static Outcomes count(Connection connection, UUID workspace, Instant from, Instant to) throws SQLException {
        try (PreparedStatement count = connection.prepareStatement(COUNT)) {
            count.setObject(1, workspace);
            count.setObject(2, from.atOffset(ZoneOffset.UTC));
            count.setObject(3, to.atOffset(ZoneOffset.UTC));
            try (ResultSet row = count.executeQuery()) {
                row.next();
                return new Outcomes(
                        row.getLong("succeeded"),
                        row.getLong("otherwise"),
                        row.getLong("open"),
                        row.getObject("last_end", OffsetDateTime.class).toInstant());
            }
        }
    }

    public long ended() {
        return succeeded + otherwise;
    }
}

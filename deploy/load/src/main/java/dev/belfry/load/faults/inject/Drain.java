package dev.belfry.load.faults.inject;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.UUID;

/**
 * How the runs that an outage has held up are made up.
 *
 * @param jobs those to look at
 * @param until what was due before it is made up
 */
record Drain(Connection connection, UUID[] jobs, Instant until) {

    private static final Duration LONGEST = Duration.ofMinutes(5);

    private static final String OPEN = """
            SELECT coalesce(max(open), 0)
              FROM (SELECT count(*) AS open FROM execution
                     WHERE status IN ('queued', 'running') AND job_id = ANY (?) AND scheduled_for < ?
                     GROUP BY job_id) by_job
            """;

    private static final String BEHIND =
            "SELECT count(*) FROM job_due WHERE job_id = ANY (?) AND next_run_at < now() - interval '1 s'";

    /** Waits until nothing is left to be planned; gives how many runs of one job were open at once, at most. */
    int awaitEnd() throws SQLException, InterruptedException {
        int most = 0;
        long deadline = System.nanoTime() + LONGEST.toNanos();
        while (System.nanoTime() < deadline) {
            most = Math.max(most, mostOpen());
            if (behind() == 0) {
                return most;
            }
            Thread.sleep(100);
        }
        throw new IllegalStateException("the jobs were still behind after " + LONGEST.toMinutes() + " minutes");
    }

    private int mostOpen() throws SQLException {
        try (PreparedStatement open = connection.prepareStatement(OPEN)) {
            open.setArray(1, connection.createArrayOf("uuid", jobs));
            open.setObject(2, until.atOffset(ZoneOffset.UTC));
            return number(open);
        }
    }

    private int behind() throws SQLException {
        try (PreparedStatement behind = connection.prepareStatement(BEHIND)) {
            behind.setArray(1, connection.createArrayOf("uuid", jobs));
            return number(behind);
        }
    }

    private static int number(PreparedStatement query) throws SQLException {
        try (ResultSet row = query.executeQuery()) {
            row.next();
            return row.getInt(1);
        }
    }
}

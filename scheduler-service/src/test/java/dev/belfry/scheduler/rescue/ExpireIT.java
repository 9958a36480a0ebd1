package dev.belfry.scheduler.rescue;

import static dev.belfry.embedded.testing.TestWorkspace.rows;
import static org.assertj.core.api.Assertions.assertThat;

import dev.belfry.embedded.testing.Servers;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import org.junit.jupiter.api.Test;

/** What is asked each second reads no day as a whole, whatever the statistics say. */
class ExpireIT {

    private static final String WHICH = LostExecutionRepository.EXPIRE.substring(
            LostExecutionRepository.EXPIRE.indexOf("SELECT id"), LostExecutionRepository.EXPIRE.lastIndexOf("))"));

    @Test
    void looksByItsIndexAndNotAtDaysFromBeforeThereWasOne() throws Exception {
        rows("SELECT ensure_execution_partitions('2020-03-03', '2020-03-03')");

        String plan = plan(WHICH.replace("$1", "500"));

        assertThat(plan).contains("start_by").doesNotContain("Seq Scan").doesNotContain("execution_20200303");
    }

    /** A table without rows is else read as it stands. */
    private static String plan(String statement) throws Exception {
        try (Connection connection = Servers.connection();
                Statement asked = connection.createStatement()) {
            asked.execute("SET enable_seqscan = off");
            StringBuilder plan = new StringBuilder();
            try (ResultSet lines = asked.executeQuery("EXPLAIN " + statement)) {
                while (lines.next()) {
                    plan.append(lines.getString(1)).append('\n');
                }
            }
            return plan.toString();
        }
    }
}

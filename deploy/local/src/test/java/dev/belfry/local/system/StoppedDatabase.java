package dev.belfry.local.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belfry.embedded.postgres.EmbeddedPostgres;
import dev.belfry.embedded.postgres.PostgresMode;
import dev.belfry.embedded.postgres.PostgresSpec;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.UUID;

/** The database of an installation that does not run. */
final class StoppedDatabase {

    private StoppedDatabase() {}

    /** Something to do with a connection. */
    private interface Work {
        void on(Connection connection) throws SQLException;
    }

    /** Makes these jobs due at an instant, as if nobody had looked since then. */
    static void makeDue(Path data, Collection<String> jobs, Instant at) throws Exception {
        run(data, connection -> {
            try (var update = connection.prepareStatement("UPDATE job_due SET next_run_at = ? WHERE job_id = ?")) {
                for (String job : jobs) {
                    update.setTimestamp(1, Timestamp.from(at));
                    update.setObject(2, UUID.fromString(job));
                    assertThat(update.executeUpdate()).isEqualTo(1);
                }
            }
        });
    }

    /** Lets everything about monitors be longer ago, as if Belfry had been stopped for so long. */
    static void letMonitorsAge(Path data, Duration age) throws Exception {
        String by = "interval '" + age.toSeconds() + " s'";
        run(data, connection -> {
            try (var update = connection.createStatement()) {
                assertThat(update.executeUpdate("UPDATE monitor SET anchor_at = anchor_at - " + by
                                + ", next_expected_at = next_expected_at - " + by))
                        .isPositive();
                assertThat(update.executeUpdate("UPDATE monitor_listening SET began_at = began_at - " + by
                                + ", until_at = until_at - " + by))
                        .isPositive();
            }
        });
    }

    private static void run(Path data, Work work) throws Exception {
        EmbeddedPostgres postgres = EmbeddedPostgres.start(new PostgresSpec(
                data.resolve("postgres"),
                data.resolve("programs"),
                data.resolve("logs/postgresql.log"),
                0,
                PostgresMode.DURABLE));
        try (Connection connection = postgres.connection()) {
            work.on(connection);
        } finally {
            postgres.stop(Duration.ofSeconds(10));
        }
    }
}

package dev.belfry.local.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belfry.embedded.postgres.EmbeddedPostgres;
import dev.belfry.embedded.postgres.PostgresMode;
import dev.belfry.embedded.postgres.PostgresSpec;
import java.nio.file.Path;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.UUID;

/** The database of an installation that does not run. */
final class StoppedDatabase {

    private StoppedDatabase() {}

    /** Makes these jobs due at an instant, as if nobody had looked since then. */
    static void makeDue(Path data, Collection<String> jobs, Instant at) throws Exception {
        EmbeddedPostgres postgres = EmbeddedPostgres.start(new PostgresSpec(
                data.resolve("postgres"),
                data.resolve("programs"),
                data.resolve("logs/postgresql.log"),
                0,
                PostgresMode.DURABLE));
        try (var connection = postgres.connection();
                var update = connection.prepareStatement("UPDATE job_due SET next_run_at = ? WHERE job_id = ?")) {
            for (String job : jobs) {
                update.setTimestamp(1, Timestamp.from(at));
                update.setObject(2, UUID.fromString(job));
                assertThat(update.executeUpdate()).isEqualTo(1);
            }
        } finally {
            postgres.stop(Duration.ofSeconds(10));
        }
    }
}

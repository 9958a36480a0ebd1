package dev.belfry.embedded.migration;

import java.util.Map;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

/** Applies the migrations that a database does not have yet. Several may run at once: Flyway takes a lock. */
public final class Migrator {

    private static final String LOCATION = "classpath:dev/belfry/embedded/migration/sql";
    private static final int CONNECT_RETRIES = 10;

    private Migrator() {}

    /**
     * Migrates a database.
     *
     * @return how many migrations were applied; 0 when the database was up to date
     * @throws FlywayException when the database cannot be reached or a migration fails; the failed one left no trace
     */
    public static int migrate(String jdbcUrl, String user, String password) {
        return migrate(jdbcUrl, user, password, 0);
    }

    private static int migrate(String jdbcUrl, String user, String password, int connectRetries) {
        return Flyway.configure(Migrator.class.getClassLoader())
                .dataSource(jdbcUrl, user, password)
                .locations(LOCATION)
                .connectRetries(connectRetries)
                // The schema is always there; Flyway would try for ten seconds when the server stops meanwhile.
                .createSchemas(false)
                .validateMigrationNaming(true)
                .load()
                .migrate()
                .migrationsExecuted;
    }

    /**
     * For roll-outs, where the database may still be starting: waits for it some minutes.
     *
     * <p>Reads BELFRY_DB_URL (JDBC), BELFRY_DB_USER and BELFRY_DB_PASSWORD. Ends with 2 when one is
     * missing.
     */
    public static void main(String[] arguments) {
        Map<String, String> environment = System.getenv();
        for (String name : new String[] {"BELFRY_DB_URL", "BELFRY_DB_USER", "BELFRY_DB_PASSWORD"}) {
            if (!environment.containsKey(name)) {
                System.err.println("migrator: " + name + " is not set");
                System.exit(2);
            }
        }
        try {
            int applied = migrate(
                    environment.getOrDefault("BELFRY_DB_URL", ""),
                    environment.getOrDefault("BELFRY_DB_USER", ""),
                    environment.getOrDefault("BELFRY_DB_PASSWORD", ""),
                    CONNECT_RETRIES);
            System.out.println("migrator: applied " + applied);
        } catch (FlywayException e) {
            System.err.println("migrator: " + e.getMessage());
            System.exit(1);
        }
    }
}

package dev.belfry.local.home;

import dev.belfry.embedded.postgres.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The file that tells commands such as {@code deploy/local/rotate-keys} where the database is. As with {@link LocalEnv},
 * nothing in it needs quoting, and it is there while everything runs.
 */
public final class DatabaseEnv {

    private DatabaseEnv() {}

    public static void write(Path file, EmbeddedPostgres postgres) throws IOException {
        PrivateFile.write(
                file,
                "BELFRY_DB_URL=" + postgres.jdbcUrl() + "\nBELFRY_DB_USER=" + EmbeddedPostgres.USER
                        + "\nBELFRY_DB_PASSWORD=" + postgres.password() + "\n");
    }

    public static void remove(Path file) throws IOException {
        Files.deleteIfExists(file);
    }
}

package dev.belfry.local.home;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The file that a shell loads to talk to this installation. That it exists means that everything is ready.
 *
 * <p>Neither value can hold a character that a shell would treat in its own way, so nothing is quoted.
 */
public final class LocalEnv {

    private LocalEnv() {}

    public static void write(Path file, String apiUrl, String token) throws IOException {
        PrivateFile.write(file, "CRON_API_URL=" + apiUrl + "\nCRON_TOKEN=" + token + "\n");
    }

    public static void remove(Path file) throws IOException {
        Files.deleteIfExists(file);
    }
}

package dev.belfry.local.home;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The file that a shell loads to talk to this installation. That it exists means that everything is ready.
 *
 * <p>No value can hold a character that a shell would treat in its own way, so nothing is quoted.
 */
public final class LocalEnv {

    private LocalEnv() {}

    /** {@code apiUrls} holds one for each API; the first is the one to use when one is enough. */
    public static void write(Path file, List<String> apiUrls, String token) throws IOException {
        StringBuilder text = new StringBuilder("CRON_API_URL=" + apiUrls.get(0) + "\n");
        for (int i = 1; i < apiUrls.size(); i++) {
            text.append("CRON_API_URL_" + (i + 1) + "=" + apiUrls.get(i) + "\n");
        }
        PrivateFile.write(file, text + "CRON_TOKEN=" + token + "\n");
    }

    public static void remove(Path file) throws IOException {
        Files.deleteIfExists(file);
    }
}

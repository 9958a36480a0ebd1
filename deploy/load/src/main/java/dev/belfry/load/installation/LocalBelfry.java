package dev.belfry.load.installation;

import dev.belfry.load.stored.Database;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/** A Belfry that {@code deploy/local/up} runs on a data folder of its own. */
public final class LocalBelfry implements AutoCloseable {

    private static final Duration BUILD_AND_START = Duration.ofMinutes(10);

    /** The launcher begins with its class archives five seconds after it was ready. */
    private static final int CALM_SECONDS = 10;

    private static final Duration STOP = Duration.ofSeconds(20);

    private final Process launcher;
    private final Duration startedIn;
    private final Map<String, String> settings;

    private LocalBelfry(Process launcher, Duration startedIn, Map<String, String> settings) {
        this.launcher = launcher;
        this.startedIn = startedIn;
        this.settings = settings;
    }

    /**
     * Starts it and waits until it is ready.
     *
     * @param root the repository
     * @param data the data folder; made when absent
     */
    public static LocalBelfry start(Path root, Path data, int port) throws IOException, InterruptedException {
        Files.createDirectories(data);
        Files.deleteIfExists(data.resolve("local.env"));
        long began = System.nanoTime();
        Process launcher = new ProcessBuilder(
                        root.resolve("deploy/local/up").toString(),
                        "--data",
                        data.toString(),
                        "--port",
                        Integer.toString(port),
                        "--no-demo",
                        "--rate-limit",
                        "off")
                .redirectErrorStream(true)
                .redirectOutput(data.resolve("launcher.log").toFile())
                .start();
        // Whoever ends the measurement in the middle ends the installation as well.
        Runtime.getRuntime().addShutdownHook(new Thread(launcher::destroy));
        try {
            awaitReady(launcher, data);
            Duration startedIn = Duration.ofNanos(System.nanoTime() - began);
            Map<String, String> settings = read(data.resolve("local.env"));
            settings.putAll(read(data.resolve("database.env")));
            return new LocalBelfry(launcher, startedIn, settings);
        } catch (IOException | InterruptedException | RuntimeException e) {
            launcher.destroy();
            throw e;
        }
    }

    /** From the call of {@code up} until it was ready. */
    public Duration startedIn() {
        return startedIn;
    }

    public URI api() {
        return URI.create(setting("CRON_API_URL"));
    }

    public String token() {
        return setting("CRON_TOKEN");
    }

    public Database database() {
        return new Database(setting("BELFRY_DB_URL"), setting("BELFRY_DB_USER"), setting("BELFRY_DB_PASSWORD"));
    }

    /** The parent of all its processes. */
    public ProcessHandle launcher() {
        return launcher.toHandle();
    }

    /** What its processes have used so far. */
    public Usage usage() throws IOException {
        return Usage.of(launcher.toHandle());
    }

    /** Waits until the launcher has made what it keeps for its next start. */
    public void awaitCalm() throws IOException, InterruptedException {
        int calm = 0;
        while (calm < CALM_SECONDS) {
            calm = usage().cpuSeconds().containsKey(Usage.ARCHIVES) ? 0 : calm + 1;
            Thread.sleep(1_000);
        }
    }

    /** Stops it in order; the data stays. */
    @Override
    public void close() throws InterruptedException {
        launcher.destroy();
        if (!launcher.waitFor(STOP.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new IllegalStateException("the launcher did not stop within " + STOP.toSeconds() + " s");
        }
    }

    private String setting(String name) {
        return Objects.requireNonNull(settings.get(name), name);
    }

    private static void awaitReady(Process launcher, Path data) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + BUILD_AND_START.toNanos();
        while (!Files.exists(data.resolve("local.env"))) {
            if (!launcher.isAlive() || System.nanoTime() > deadline) {
                throw new IOException("Belfry did not start: "
                        + Files.readString(data.resolve("launcher.log")).strip());
            }
            Thread.sleep(20);
        }
    }

    /** Both files hold one NAME=value in a line. */
    private static Map<String, String> read(Path file) throws IOException {
        Map<String, String> settings = new HashMap<>();
        for (String line : Files.readAllLines(file)) {
            int equals = line.indexOf('=');
            settings.put(line.substring(0, equals), line.substring(equals + 1));
        }
        return settings;
    }
}

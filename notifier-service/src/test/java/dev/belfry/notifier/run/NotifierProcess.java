package dev.belfry.notifier.run;

import dev.belfry.embedded.testing.Servers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Map;

/** The built notifier-service as a process of its own, which can be killed like any other. */
final class NotifierProcess implements AutoCloseable {

    private static final Path PROGRAM = Path.of("target", "quarkus-app", "quarkus-run.jar");

    private final Process process;

    private NotifierProcess(Process process) {
        this.process = process;
    }

    static NotifierProcess start(String name) {
        Servers servers = Servers.start();
        ProcessBuilder builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx128m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-jar",
                        PROGRAM.toString())
                .redirectErrorStream(true)
                .redirectOutput(Path.of("target", name + ".log").toFile());
        builder.environment()
                .putAll(Map.of(
                        "QUARKUS_DATASOURCE_REACTIVE_URL",
                        servers.reactiveUrl(),
                        "QUARKUS_DATASOURCE_USERNAME",
                        servers.user(),
                        "QUARKUS_DATASOURCE_PASSWORD",
                        servers.password(),
                        "KAFKA_BOOTSTRAP_SERVERS",
                        servers.bootstrap(),
                        "BELFRY_SECRET_KEYSET",
                        servers.keyset(),
                        "BELFRY_OUTBOUND_ALLOW",
                        "127.0.0.0/8",
                        "NOTIFIER_DELIVERY_LEASE",
                        "2s",
                        "NOTIFIER_DELIVERY_CALL_TIMEOUT",
                        "1900ms",
                        "BELFRY_MAIL_TIMEOUT",
                        "1s",
                        "QUARKUS_HTTP_PORT",
                        "0"));
        try {
            return new NotifierProcess(builder.start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** As kill -9 does. */
    void kill() {
        process.destroyForcibly().onExit().join();
    }

    @Override
    public void close() {
        kill();
    }
}

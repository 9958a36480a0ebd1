package dev.belfry.executor.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.belfry.embedded.process.FreePort;
import dev.belfry.embedded.process.Programs;
import dev.belfry.embedded.testing.Servers;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/** The packaged executor in a process of its own, with a heap of its own that ends it when it is full. */
final class ExecutorProcess implements AutoCloseable {

    private final Process process;
    private final Path log;

    private ExecutorProcess(Process process, Path log) {
        this.process = process;
        this.log = log;
    }

    static ExecutorProcess start(Path folder, int heapMegabytes) throws IOException {
        Servers servers = Servers.start();
        int port = FreePort.choose();
        Path log = folder.resolve("executor.log");
        ProcessBuilder builder = new ProcessBuilder(
                        Programs.java(),
                        "-Xmx" + heapMegabytes + "m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+ExitOnOutOfMemoryError",
                        "-jar",
                        Path.of("target/quarkus-app/quarkus-run.jar")
                                .toAbsolutePath()
                                .toString())
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment()
                .putAll(Map.of(
                        "QUARKUS_HTTP_PORT", Integer.toString(port),
                        "QUARKUS_DATASOURCE_REACTIVE_URL", servers.reactiveUrl(),
                        "QUARKUS_DATASOURCE_USERNAME", servers.user(),
                        "QUARKUS_DATASOURCE_PASSWORD", servers.password(),
                        "KAFKA_BOOTSTRAP_SERVERS", servers.bootstrap(),
                        "BELFRY_OUTBOUND_ALLOW", "127.0.0.0/8",
                        "BELFRY_SECRET_KEYSET", servers.keyset(),
                        "EXECUTOR_RUN_DRAIN", "0s"));
        ExecutorProcess started = new ExecutorProcess(builder.start(), log);
        await().atMost(Duration.ofSeconds(60)).until(() -> started.isReady(port));
        return started;
    }

    /** Fails with what it logged when it has ended, or ran out of memory and went on. */
    void assertSound() throws IOException {
        String logged = Files.readString(log);
        assertThat(process.isAlive()).as(logged).isTrue();
        assertThat(logged).doesNotContain("OutOfMemory", "OutOfDirectMemory");
    }

    private boolean isReady(int port) throws IOException {
        assertThat(process.isAlive()).as(Files.readString(log)).isTrue();
        try {
            HttpURLConnection connection =
                    (HttpURLConnection) URI.create("http://127.0.0.1:" + port + "/q/health/ready")
                            .toURL()
                            .openConnection();
            return connection.getResponseCode() == HttpURLConnection.HTTP_OK;
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public void close() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }
}

package dev.belfry.api.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.belfry.api.testing.Cast;
import dev.belfry.embedded.process.FreePort;
import dev.belfry.embedded.process.Programs;
import dev.belfry.embedded.testing.Servers;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged service in a process of its own, on the heap that the launcher gives it, which ends it when it is full. */
class SmallHeapIT {

    private static final int HEAP_MEGABYTES = 256;
    private static final int REQUESTS = 40;

    @TempDir
    Path folder;

    private Process process;
    private URI api;

    @AfterEach
    void end() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** As many values as a body may hold, and a megabyte. */
    @Test
    void manyRequestsOfAMegabyteAtOnceAreAnswered() throws Exception {
        start();
        assertAnswered(body("{},".repeat(98_000) + "\"" + "x".repeat(700_000) + "\""), 201);
    }

    /** Of all texts of a megabyte these would make the largest trees. */
    @Test
    void whatWouldBeALargeTreeIsRefusedWithoutOne() throws Exception {
        start();
        assertAnswered(body("{},".repeat(340_000) + "{}"), 400);
    }

    private static String body(String elements) {
        return "{\"name\":\"x\",\"kind\":\"scheduled\",\"schedule\":{\"run_at\":\"2099-01-01T00:00:00Z\"},"
                + "\"request\":{\"url\":\"https://example.com/\",\"method\":\"POST\",\"body\":[" + elements + "]}}";
    }

    private void assertAnswered(String body, int status) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(api.resolve("/v1/jobs"))
                .header("Content-Type", "application/json")
                .header("Authorization", "Bearer " + new Cast().aliceToken())
                .POST(BodyPublishers.ofString(body))
                .build();
        HttpClient client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        List<CompletableFuture<HttpResponse<String>>> answers = new ArrayList<>();
        for (int i = 0; i < REQUESTS; i++) {
            answers.add(client.sendAsync(request, BodyHandlers.ofString()));
        }
        for (CompletableFuture<HttpResponse<String>> answer : answers) {
            assertThat(answer.get(60, TimeUnit.SECONDS).statusCode()).isEqualTo(status);
        }
        assertThat(process.isAlive()).isTrue();
        assertThat(Files.readString(folder.resolve("api.log"))).doesNotContain("OutOfMemory");
    }

    private void start() throws IOException {
        Servers servers = Servers.start();
        int port = FreePort.choose();
        api = URI.create("http://127.0.0.1:" + port);
        ProcessBuilder builder = new ProcessBuilder(
                        Programs.java(),
                        "-Xmx" + HEAP_MEGABYTES + "m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+ExitOnOutOfMemoryError",
                        "-jar",
                        Path.of("target/quarkus-app/quarkus-run.jar")
                                .toAbsolutePath()
                                .toString())
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("api.log").toFile());
        builder.environment()
                .putAll(Map.of(
                        "QUARKUS_HTTP_PORT", Integer.toString(port),
                        "QUARKUS_DATASOURCE_REACTIVE_URL", servers.reactiveUrl(),
                        "QUARKUS_DATASOURCE_USERNAME", servers.user(),
                        "QUARKUS_DATASOURCE_PASSWORD", servers.password(),
                        "KAFKA_BOOTSTRAP_SERVERS", servers.bootstrap(),
                        "BELFRY_RATE_LIMIT", "off",
                        "BELFRY_AUTH_JWT_KEY", "a key for tests, which nobody keeps secret",
                        "BELFRY_SECRET_KEYSET", servers.keyset()));
        process = builder.start();
        await().atMost(Duration.ofSeconds(60)).until(this::isReady);
    }

    private boolean isReady() throws IOException {
        assertThat(process.isAlive())
                .as(Files.readString(folder.resolve("api.log")))
                .isTrue();
        try {
            HttpURLConnection connection =
                    (HttpURLConnection) api.resolve("/q/health/ready").toURL().openConnection();
            return connection.getResponseCode() == HttpURLConnection.HTTP_OK;
        } catch (IOException e) {
            return false;
        }
    }
}

package dev.belfry.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.belfry.embedded.process.FreePort;
import dev.belfry.local.part.Service;
import dev.belfry.local.standin.StandInRepository;
import dev.belfry.local.system.LauncherProcess;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** What a launcher does while it runs; one run for all tests. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RunningLauncherIT {

    private final Path temporary;
    private final LauncherProcess launcher;

    RunningLauncherIT(@TempDir Path temporary) throws Exception {
        this.temporary = temporary;
        StandInRepository.create(temporary.resolve("repository"));
        launcher = start().awaitReady();
    }

    @AfterAll
    void stop() throws InterruptedException {
        launcher.stop();
    }

    @Test
    void printsALineForEachExecutionOfTheDemo() {
        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(launcher.output())
                        .containsPattern("due \\S+Z   late +\\d+ ms   succeeded +\\d+ ms   Demo: at the start"));
    }

    @Test
    void tellsTheServicesWhatTheyNeed() throws Exception {
        for (Service service : Service.values()) {
            JsonNode told = new ObjectMapper()
                    .readTree(
                            data().resolve("told-" + service.module() + ".json").toFile());
            assertThat(told.path("QUARKUS_DATASOURCE_REACTIVE_URL").asText())
                    .matches("postgresql://127\\.0\\.0\\.1:\\d+/belfry");
            assertThat(told.path("QUARKUS_DATASOURCE_USERNAME").asText()).isEqualTo("belfry");
            assertThat(told.path("QUARKUS_DATASOURCE_PASSWORD").asText()).hasSizeGreaterThan(30);
            assertThat(told.path("KAFKA_BOOTSTRAP_SERVERS").asText()).matches("127\\.0\\.0\\.1:\\d+");
            assertThat(told.path("QUARKUS_HTTP_HOST").asText()).isEqualTo("127.0.0.1");
            assertThat(told.path("BELFRY_OUTBOUND_ALLOW").asText("absent")).isEmpty();
            assertThat(told.path("BELFRY_RATE_LIMIT").asText()).isEqualTo("off");
            assertThat(told.path("BELFRY_RATE_LIMIT_TIMES").asText()).isEqualTo("10");
            assertThat(told.path("BELFRY_SECRET_KEYSET_FILE").asText())
                    .isEqualTo(data().resolve("keyset.json").toString());
            assertThat(told.has("BELFRY_SECRET_KEYSET")).isFalse();
            assertThat(told.path("BELFRY_AUTH_JWT_KEY").asText())
                    .isEqualTo(Files.readString(data().resolve("jwt.key")).trim())
                    .hasSizeGreaterThan(32);
            assertThat(told.path("BELFRY_PUBLIC_URL").asText()).matches("http://127\\.0\\.0\\.1:\\d+");
        }
    }

    @Test
    void rotatesTheKeysOfWhatRuns() throws Exception {
        // given
        Path keyset = data().resolve("keyset.json");
        String before = Files.readString(keyset);

        // when
        Process rotation = new ProcessBuilder(
                        Path.of("rotate-keys").toAbsolutePath().toString(),
                        "--data",
                        data().toString(),
                        "--settle",
                        "1")
                .redirectErrorStream(true)
                .start();
        String output = new String(rotation.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        // then
        assertThat(output)
                .isEqualTo("v2 added; v1 still seals\nv2 seals from now on; v1 still opens\n"
                        + "older keys dropped; v2 alone is left\n");
        assertThat(rotation.waitFor()).isZero();
        assertThat(Files.readString(keyset)).isNotEqualTo(before);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(keyset)))
                .isEqualTo("rw-------");
    }

    @Test
    void bringsBackWhateverDies() throws Exception {
        for (String mark :
                new String[] {"-Dbelfry.service=api-service-2", "bin/postgres -D", "-Dbelfry.service=kafka"}) {
            // when
            ProcessHandle victim = launcher.part(mark);
            victim.destroyForcibly();
            victim.onExit().join();

            // then
            await().atMost(Duration.ofSeconds(1))
                    .untilAsserted(() -> assertThat(launcher.part(mark).pid()).isNotEqualTo(victim.pid()));
        }
        launcher.awaitOutput("api-service-2       ended by signal 9, restarts in 0.2 s");
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() ->
                        assertThat(launcher.output().split("back again", -1)).hasSize(4));
        assertThat(answers(launcher.env().get("CRON_API_URL_2"))).isTrue();
    }

    @Test
    void startsAsManyOfEachServiceAsItWasAskedFor() throws Exception {
        Map<String, String> env = launcher.env();
        assertThat(answers(env.get("CRON_API_URL"))).isTrue();
        assertThat(env.get("CRON_API_URL_2")).isNotEqualTo(env.get("CRON_API_URL"));
        assertThat(launcher.output())
                .containsPattern("API +" + env.get("CRON_API_URL") + " " + env.get("CRON_API_URL_2") + "\n");
        for (String further : List.of("api-service-2", "executor-service-2", "executor-service-3")) {
            assertThat(launcher.part("-Dbelfry.service=" + further).isAlive()).isTrue();
            assertThat(data().resolve("logs/" + further + ".log")).exists();
        }
        assertThat(data().resolve("told-notifier-service-2.json")).doesNotExist();
    }

    private static boolean answers(String apiUrl) throws IOException {
        URL health = URI.create(apiUrl + "/q/health/ready").toURL();
        return ((HttpURLConnection) health.openConnection()).getResponseCode() == 200;
    }

    @Test
    void letsOneLauncherAtATimeUseAFolder() throws Exception {
        try (LauncherProcess second = start()) {
            assertThat(second.awaitExit()).isEqualTo(1);
            assertThat(second.output()).matches("up: another launcher \\(pid \\d+\\) is running on " + data() + "\n");
        }
        assertThat(launcher.env()).containsKey("CRON_TOKEN");
    }

    private Path data() {
        return temporary.resolve("data");
    }

    private LauncherProcess start() throws IOException {
        return LauncherProcess.start(
                temporary.resolve("repository"),
                data(),
                "--port",
                Integer.toString(FreePort.choose()),
                "--allow",
                "none",
                "--rate-limit",
                "off",
                "--replicas",
                "api=2,executor=3");
    }
}

package dev.belfry.local.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.belfry.local.system.RecordingTarget.Call;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The README's promises about secrets on the real thing. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SecretsSystemIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Installation belfry;

    SecretsSystemIT(@TempDir Path temporary) throws Exception {
        belfry = new Installation(temporary);
    }

    @AfterAll
    void end() throws Exception {
        belfry.close();
    }

    /** Under load all the while, and the keys are rotated in the middle of it. */
    @Test
    void tellsNobodyASecretAndRotatesItsKeysWithoutAFailure() throws Exception {
        SecretsUnderLoad secrets = new SecretsUnderLoad(inNewWorkspace());
        List<String> runs = new ArrayList<>();
        try (TellingTarget telling = new TellingTarget()) {
            // given
            secrets.create(telling, belfry.target().url("/told"));

            // when
            Process rotation = rotateKeys();
            do {
                runs.addAll(secrets.runAll());
            } while (!rotation.waitFor(500, TimeUnit.MILLISECONDS));

            // then
            assertThat(rotation.exitValue()).isZero();
            awaitEnded(runs);
            assertThat(telling.received()).containsExactlyInAnyOrderElementsOf(secrets.secrets());
        }
        secrets.askForEverything(runs.subList(0, secrets.secrets().size()));
        assertThat(String.join("\n", secrets.answers())).contains("***", "tells its secret");
        assertThat(secrets.found(secrets.answers())).isEmpty();
        assertToldNobody(secrets, runs.get(0));
    }

    private void assertToldNobody(SecretsUnderLoad secrets, String run) throws Exception {
        Map<String, String> database = Remains.database(belfry.data());
        assertThat(String.join("", database.values()))
                .contains("tells its secret", "***")
                .doesNotContain("UNREADABLE_SECRET");
        assertThat(secrets.found(database)).isEmpty();
        Map<String, String> files = Remains.files(belfry.data());
        assertThat(files).anySatisfy((name, bytes) -> assertThat(name + bytes).contains("execution.finished-", run));
        assertThat(files.keySet()).anyMatch(name -> name.endsWith("executor-service.log"));
        assertThat(secrets.found(files)).isEmpty();
        Map<String, String> metrics = Remains.metrics(belfry.launcher());
        assertThat(metrics.values()).anyMatch(text -> text.contains("executor_attempts"));
        assertThat(secrets.found(metrics)).isEmpty();
        assertThat(secrets.found(List.of(belfry.launcher().output()))).isEmpty();
        List<Call> told = belfry.target().calls("/told");
        assertThat(told)
                .isNotEmpty()
                .allSatisfy(call -> assertThat(secrets.channels()).anySatisfy(call::assertSigned));
        assertThat(secrets.found(told.stream()
                        .map(call -> call.headers().entrySet() + call.body())
                        .toList()))
                .isEmpty();
    }

    private ApiClient inNewWorkspace() throws Exception {
        Map<String, String> owner = Map.of(
                "name", "Canary",
                "email", "canary@example.com",
                "password", "correct horse battery",
                "workspace_name", "Canaries");
        String login = belfry.api().create("/v1/auth/signup", owner).path("token").asText();
        return new ApiClient(Map.of("CRON_API_URL", belfry.launcher().env().get("CRON_API_URL"), "CRON_TOKEN", login));
    }

    private Process rotateKeys() throws IOException {
        return new ProcessBuilder(
                        Path.of("rotate-keys").toAbsolutePath().toString(), "--data", belfry.data().toString(), "--settle", "3")
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    private void awaitEnded(List<String> runs) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(Remains.open(belfry.data(), runs)).isZero());
    }
}

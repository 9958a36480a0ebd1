package dev.belfry.local.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.belfry.embedded.process.FreePort;
import dev.belfry.local.system.RecordingTarget.Call;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The main job on real parts: all four services, PostgreSQL and Kafka, started by the launcher, seen from the outside. */
class MainJobSystemIT {

    private static final String SECRET = "whsec_c2VjcmV0IG9mIHRoZSBzeXN0ZW0gdGVzdA==";
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @TempDir
    Path temporary;

    @Test
    void callsAtItsTimeReportsItAndRemembersIt() throws Exception {
        Path data = temporary.resolve("data");
        String port = Integer.toString(FreePort.choose());
        String jobId;
        JsonNode execution;
        try (RecordingTarget target = new RecordingTarget();
                LauncherProcess launcher = LauncherProcess.start(repository(), data, "--port", port)) {
            ApiClient api = new ApiClient(launcher.awaitReady().env());

            // when
            String channelId = createChannel(api, target);
            Instant due = Instant.now().truncatedTo(ChronoUnit.SECONDS).plusSeconds(4);
            jobId = createJob(api, target, due);
            api.create(
                    "/v1/jobs/" + jobId + "/notification-rules",
                    Map.of("channel_id", channelId, "event", "on_completion"));

            // then
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(target.calls("/hook")).hasSize(1));
            assertCalled(target.calls("/target").get(0), jobId, due);
            target.calls("/hook").get(0).assertSigned(SECRET);
            execution = onlyExecution(api, jobId);
            assertThat(execution.path("status").asText()).isEqualTo("succeeded");
            assertThat(execution.path("id").asText())
                    .isEqualTo(target.calls("/target").get(0).header("X-Cron-Service-Execution-Id"));
            launcher.awaitOutput("Demo: at the start");
            launcher.stop();
            assertThat(target.calls("/target")).hasSize(1);
        }
        try (LauncherProcess launcher = LauncherProcess.start(repository(), data, "--port", port, "--no-demo")) {
            ApiClient api = new ApiClient(launcher.awaitReady().env());

            assertThat(api.get("/v1/jobs/" + jobId).path("state").asText()).isEqualTo("completed");
            assertThat(onlyExecution(api, jobId)).isEqualTo(execution);
            await().untilAsserted(() ->
                    assertThat(statesOf(api, "Demo: every minute")).containsExactly("paused"));
            launcher.stop();
        }
    }

    private static List<String> statesOf(ApiClient api, String name) throws Exception {
        return StreamSupport.stream(api.get("/v1/jobs").path("data").spliterator(), false)
                .filter(job -> job.path("name").asText().equals(name))
                .map(job -> job.path("state").asText())
                .toList();
    }

    private static String createChannel(ApiClient api, RecordingTarget target) throws Exception {
        JsonNode channel = api.create(
                "/v1/notification-channels",
                Map.of(
                        "name", "System test",
                        "type", "webhook",
                        "config", Map.of("url", target.url("/hook"), "secret", SECRET)));
        assertThat(channel.toString()).doesNotContain(SECRET);
        return channel.path("id").asText();
    }

    private static String createJob(ApiClient api, RecordingTarget target, Instant due) throws Exception {
        JsonNode job = api.create(
                "/v1/jobs",
                Map.of(
                        "name",
                        "System test",
                        "kind",
                        "scheduled",
                        "schedule",
                        Map.of("run_at", due.toString()),
                        "request",
                        Map.of("url", target.url("/target"), "method", "POST", "body", "hello")));
        return job.path("id").asText();
    }

    private static void assertCalled(Call call, String jobId, Instant due) {
        assertThat(call.at()).isBetween(due, due.plusSeconds(2));
        assertThat(call.body()).isEqualTo("hello");
        assertThat(call.header("X-Cron-Service-Job-Id")).isEqualTo(jobId);
        assertThat(Instant.parse(call.header("X-Cron-Service-Scheduled-For"))).isEqualTo(due);
        assertThat(call.header("X-Cron-Service-Attempt")).isEqualTo("1");
        assertThat(call.header("Idempotency-Key")).isEqualTo(call.header("X-Cron-Service-Execution-Id"));
    }

    private static JsonNode onlyExecution(ApiClient api, String jobId) throws Exception {
        JsonNode executions = api.get("/v1/jobs/" + jobId + "/executions").path("data");
        assertThat(executions).hasSize(1);
        return executions.get(0);
    }

    /** Tests run in the folder of their module. */
    private static Path repository() throws IOException {
        return Path.of("../..").toRealPath();
    }
}

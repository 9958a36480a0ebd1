package dev.belfry.local.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.belfry.local.system.RecordingTarget.Call;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;

/** Jobs that call a {@link RecordingTarget}, and what became of them. */
final class Jobs {

    /** Enough for a service that has to come back first, on two busy cores. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final ApiClient api;
    private final RecordingTarget target;

    Jobs(ApiClient api, RecordingTarget target) {
        this.api = api;
        this.target = target;
    }

    /** The id of a new job that calls this path. */
    String create(String path, String kind, Map<String, ?> schedule) throws Exception {
        Map<String, Object> job =
                Map.of("name", path, "kind", kind, "schedule", schedule, "request", Map.of("url", target.url(path)));
        return api.create("/v1/jobs", job).path("id").asText();
    }

    JsonNode find(String job) throws Exception {
        return api.get("/v1/jobs/" + job);
    }

    Instant nextRun(String job) throws Exception {
        return Instant.parse(find(job).path("next_run_at").asText());
    }

    /** Newest first, without their attempts. */
    List<JsonNode> executions(String job) throws Exception {
        return listed("/v1/jobs/" + job + "/executions?limit=100");
    }

    List<JsonNode> listed(String path) throws Exception {
        return StreamSupport.stream(api.get(path).path("data").spliterator(), false)
                .toList();
    }

    /** The job's only execution with its attempts, once it has this status. */
    JsonNode awaitOnly(String job, String status) throws Exception {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(executions(job))
                        .singleElement()
                        .satisfies(execution ->
                                assertThat(execution.path("status").asText()).isEqualTo(status)));
        return api.get("/v1/executions/" + executions(job).get(0).path("id").asText());
    }

    /** The calls of a path, once there are this many. */
    List<Call> awaitCalls(String path, int count) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(target.calls(path)).hasSize(count));
        return target.calls(path);
    }

    /** Fails unless the path's only call says what it is about, and the job's only execution is that one. */
    Call assertCalledOnce(String path, String job) throws Exception {
        Call call = awaitCalls(path, 1).get(0);
        JsonNode execution = awaitOnly(job, "succeeded");
        assertThat(call.header("X-Cron-Service-Job-Id")).isEqualTo(job);
        assertThat(call.header("X-Cron-Service-Execution-Id"))
                .isEqualTo(execution.path("id").asText());
        assertThat(Instant.parse(call.header("X-Cron-Service-Scheduled-For")))
                .isEqualTo(Instant.parse(execution.path("scheduled_for").asText()));
        assertThat(call.header("X-Cron-Service-Attempt")).isEqualTo("1");
        assertThat(call.header("Idempotency-Key"))
                .isEqualTo(execution.path("id").asText());
        return call;
    }
}

package dev.belfry.api.control;

import static dev.belfry.embedded.testing.TestWorkspace.execution;
import static dev.belfry.embedded.testing.TestWorkspace.rows;
import static dev.belfry.embedded.testing.TestWorkspace.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;

import dev.belfry.api.testing.Cast;
import dev.belfry.api.testing.Past;
import dev.belfry.core.message.ExecutionCancelRequested;
import dev.belfry.core.message.Topics;
import dev.belfry.embedded.testing.Servers;
import dev.belfry.embedded.testing.ServersResource;
import dev.belfry.transport.kafka.KafkaSettings;
import dev.belfry.transport.kafka.TopicReader;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@WithTestResource(ServersResource.class)
class CancelIT {

    private static final Instant THEN = Instant.parse("2026-03-02T12:00:00Z");

    /** How an executor ends what it runs: by the lease it holds. */
    private static final String REPORT = """
            UPDATE execution SET status = 'succeeded', finished_at = now(), claimed_by = NULL, lease_expires_at = NULL
            WHERE id = ? AND status = 'running' AND lease_number = 1
            """;

    private final Cast cast = new Cast();
    private final UUID job = cast.home().job("recurring", "{\"every_n_minutes\": 5}", "https://example.com/hook");
    private final Past past = new Past(cast, job);

    @ParameterizedTest
    @ValueSource(strings = {"queued", "running", "waiting"})
    void endsAnOpenExecution(String status) {
        UUID id = past.tick(status, THEN);
        write("UPDATE execution SET claimed_by = 'x', lease_expires_at = now() WHERE id = ?", id);

        cast.alice()
                .post("/v1/executions/" + id + "/cancel")
                .then()
                .statusCode(200)
                .body("status", equalTo("canceled"))
                .body("reason", equalTo("canceled"))
                .body("finished_at", notNullValue());

        assertThat(execution(id)).containsEntry("claimed_by", null).containsEntry("lease_expires_at", null);
    }

    @ParameterizedTest
    @ValueSource(strings = {"succeeded", "failed", "canceled", "skipped"})
    void refusesToCancelWhatHasEnded(String status) {
        UUID id = past.tick(status, THEN);
        var before = execution(id);

        cast.alice()
                .post("/v1/executions/" + id + "/cancel")
                .then()
                .statusCode(409)
                .body("error.message", containsString(status))
                .body("error.details[0].value", equalTo(status));

        assertThat(execution(id)).isEqualTo(before);
    }

    @RepeatedTest(10)
    void hasOneWinnerWhenItMeetsTheReport() {
        // given
        UUID id = past.tick("running", THEN);
        write("UPDATE execution SET lease_number = 1 WHERE id = ?", id);

        // when
        var report = CompletableFuture.supplyAsync(() -> write(REPORT, id));
        int answer = cast.alice().post("/v1/executions/" + id + "/cancel").statusCode();

        // then
        boolean reported = report.join() == 1;
        assertThat(answer).isEqualTo(reported ? 409 : 200);
        assertThat(execution(id)).containsEntry("status", reported ? "succeeded" : "canceled");
    }

    @Test
    void completesTheJobWhoseLastTickItWas() {
        UUID once = cast.job("one_time", "{}");
        UUID id = (UUID)
                rows("SELECT id FROM execution WHERE job_id = ?", once).get(0).get("id");

        cast.alice().post("/v1/executions/" + id + "/cancel").then().statusCode(200);

        assertThat(rows("SELECT state FROM job WHERE id = ?", once)).containsExactly(Map.of("state", "completed"));
    }

    @Test
    void tellsTheExecutors() {
        List<ExecutionCancelRequested> heard = new CopyOnWriteArrayList<>();
        KafkaSettings topic = new KafkaSettings(Servers.start().bootstrap(), Topics.EXECUTION_CANCEL_REQUESTED);
        try (var reader = new TopicReader<>(
                        topic,
                        "cancel-it",
                        ExecutionCancelRequested.class,
                        batch -> batch.forEach(message -> heard.add(message.message())),
                        () -> true)
                .start()) {
            UUID id = past.tick("running", THEN);

            cast.alice().post("/v1/executions/" + id + "/cancel").then().statusCode(200);

            await().atMost(Duration.ofSeconds(20))
                    .until(() -> heard.contains(
                            new ExecutionCancelRequested(id, cast.home().id())));
        }
    }
}

package dev.belfry.api.control;

import static dev.belfry.embedded.testing.TestWorkspace.execution;
import static dev.belfry.embedded.testing.TestWorkspace.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import dev.belfry.api.testing.Cast;
import dev.belfry.api.testing.Past;
import dev.belfry.embedded.testing.ServersResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@WithTestResource(ServersResource.class)
class ReplayIT {

    private static final Instant THEN = Instant.parse("2026-03-02T12:00:00Z");

    private final Cast cast = new Cast();
    private final UUID job = cast.home().job("recurring", "{\"every_n_minutes\": 5}", "https://example.com/hook");
    private final Past past = new Past(cast, job);

    @ParameterizedTest
    @ValueSource(strings = {"succeeded", "failed", "canceled", "skipped"})
    void queuesANewExecutionOfAnEndedOneAndLeavesThatAsItIs(String status) {
        UUID original = past.tick(status, THEN);
        var before = execution(original);

        String id = cast.alice()
                .post("/v1/executions/" + original + "/replay")
                .then()
                .statusCode(202)
                .body("status", equalTo("queued"))
                .body("source", equalTo("replay"))
                .body("replay_of", equalTo(original.toString()))
                .body("job_id", equalTo(job.toString()))
                .extract()
                .path("id");

        assertThat(execution(original)).isEqualTo(before);
        assertThat(execution(UUID.fromString(id)))
                .containsEntry("dispatched_at", null)
                .containsEntry("completes_plan", null)
                .containsEntry("concurrency_limited", false);
    }

    @ParameterizedTest
    @ValueSource(strings = {"queued", "running", "waiting"})
    void refusesToReplayWhatHasNotEnded(String status) {
        UUID original = past.tick(status, THEN);

        cast.alice()
                .post("/v1/executions/" + original + "/replay")
                .then()
                .statusCode(409)
                .body("error.code", equalTo("conflict"))
                .body("error.message", containsString(status))
                .body("error.details[0].value", equalTo(status));
    }

    @Test
    void marksExecutionsOfAJobWithAConcurrencyLimit() {
        write("UPDATE job SET concurrency_limit = 1 WHERE id = ?", job);
        UUID original = past.tick("failed", THEN);

        String replay =
                cast.alice().post("/v1/executions/" + original + "/replay").path("id");
        String manual = cast.alice().post("/v1/jobs/" + job + "/run-now").path("id");

        assertThat(execution(UUID.fromString(replay))).containsEntry("concurrency_limited", true);
        assertThat(execution(UUID.fromString(manual))).containsEntry("concurrency_limited", true);
    }

    @Test
    void isForThoseWhoMayWriteInThisWorkspace() {
        UUID original = past.tick("failed", THEN);
        for (String verb : new String[] {"replay", "cancel"}) {
            String path = "/v1/executions/" + original + "/" + verb;
            cast.bob().post(path).then().statusCode(403);
            cast.charlie().post(path).then().statusCode(404);
        }
        cast.alice().post("/v1/executions/nonsense/replay").then().statusCode(404);
    }
}

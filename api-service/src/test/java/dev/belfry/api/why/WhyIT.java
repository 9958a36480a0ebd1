package dev.belfry.api.why;

import static dev.belfry.embedded.testing.TestWorkspace.write;
import static org.assertj.core.api.Assertions.assertThat;

import dev.belfry.api.testing.Cast;
import dev.belfry.api.testing.Past;
import dev.belfry.embedded.testing.ServersResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(ServersResource.class)
class WhyIT {

    private static final Instant THEN = Instant.parse("2026-03-02T12:00:00Z");

    private final Cast cast = new Cast();
    private final Past past =
            new Past(cast, cast.home().job("recurring", "{\"every_n_minutes\": 5}", "https://example.com/hook"));

    @Test
    void tellsOfSuccessAtASecondAttempt() {
        UUID id = past.ran("succeeded", THEN, 12, 1_500);
        write("""
                UPDATE execution SET attempt_count = 2, dispatched_at = scheduled_for - interval '2 s', attempts = '[
                  {"number": 1, "status": "HTTP_ERROR", "statusCode": 503, "errorClass": "HTTP_STATUS", "latencyMs": 100,
                   "startedAt": "2026-03-02T12:00:00.012Z", "finishedAt": "2026-03-02T12:00:00.112Z"},
                  {"number": 2, "status": "SUCCESS", "statusCode": 200, "latencyMs": 900,
                   "startedAt": "2026-03-02T12:00:00.612Z", "finishedAt": "2026-03-02T12:00:01.512Z"}]'
                WHERE id = ?
                """, id);

        JsonPath why = why(id);

        assertThat(why.getString("sentence"))
                .isEqualTo(
                        "It ran because its schedule was due at 2026-03-02T12:00:00Z, it began on time, and succeeded"
                                + " at attempt 2.");
        assertThat(why.getList("facts.what"))
                .containsExactly(
                        "handed to the executors, the last time if it was more than once",
                        "due by the schedule of the job",
                        "began, 12 ms after its time",
                        "attempt 1 ended: HTTP_ERROR, status 503, HTTP_STATUS, after 100 ms",
                        "attempt 2 began after a wait of 500 ms",
                        "attempt 2 ended: SUCCESS, status 200, after 900 ms",
                        "succeeded");
        assertThat(why.<String>getList("facts.at")).isSorted();
    }

    @Test
    void tellsWhyItWasLateAndWhatFailed() {
        UUID id = past.ran("failed", THEN, 90_000, 100);
        write("UPDATE execution SET lost_count = 1, error = 'status 500', error_code = 'HTTP_STATUS' WHERE id = ?", id);

        assertThat(sentence(id))
                .contains(
                        "1 min 30 s late",
                        "no executor was free",
                        "lost its executor once",
                        "status 500 (HTTP_STATUS)");
        write("UPDATE execution SET created_at = scheduled_for + interval '89 s' WHERE id = ?", id);
        assertThat(sentence(id)).contains("no scheduler was at work");
        write("UPDATE execution SET created_at = scheduled_for, concurrency_limited = true WHERE id = ?", id);
        assertThat(sentence(id)).contains("concurrency limit");
    }

    @Test
    void tellsWhyItDidNotRun() {
        UUID missed = past.missed(7, THEN, THEN.plusSeconds(3600));
        assertThat(sentence(missed)).startsWith("It was skipped:").contains("catch_up", "7 missed runs");

        for (String reason : List.of("paused", "edited", "overlap", "queue_full")) {
            UUID id = past.tick("skipped", THEN);
            write("UPDATE execution SET reason = ? WHERE id = ?", reason, id);
            assertThat(sentence(id)).startsWith("It was skipped:").doesNotContain("it did not run");
        }
    }

    @Test
    void tellsOfACancelAndOfAReplay() {
        UUID original = past.tick("queued", THEN);
        cast.alice().post("/v1/executions/" + original + "/cancel").then().statusCode(200);
        String replay =
                cast.alice().post("/v1/executions/" + original + "/replay").path("id");

        assertThat(sentence(original)).startsWith("It was canceled by a person or a program before it began");
        assertThat(sentence(UUID.fromString(replay)))
                .startsWith("It waits for its time")
                .contains("replayed execution " + original);
        cast.charlie().get("/v1/executions/" + original + "/why").then().statusCode(404);
    }

    private String sentence(UUID id) {
        return why(id).getString("sentence");
    }

    private JsonPath why(UUID id) {
        return cast.alice()
                .get("/v1/executions/" + id + "/why")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }
}

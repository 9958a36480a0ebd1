package dev.belfry.api.job;

import static dev.belfry.embedded.testing.TestWorkspace.rows;
import static dev.belfry.embedded.testing.TestWorkspace.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import dev.belfry.api.testing.Cast;
import dev.belfry.core.execution.ExecutionId;
import dev.belfry.embedded.testing.ServersResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(ServersResource.class)
class JobIT {

    private static final String FUTURE = "2099-01-01T00:00:00.000Z";

    private final Cast cast = new Cast();

    @Test
    void anActiveJobIsPlannedInTheTransactionThatCreatesIt() {
        String created = cast.alice("""
                        {"name": "report", "kind": "cron",
                         "schedule": {"cron": "30 9 1 1 *", "timezone": "America/New_York"},
                         "request": {"url": "https://example.com/report"}}
                        """)
                .post("/v1/jobs")
                .then()
                .statusCode(201)
                .body("state", equalTo("active"))
                .body("next_run_at", notNullValue())
                .body("last_run_at", nullValue())
                .extract()
                .asString();

        UUID id = UUID.fromString(JsonPath.from(created).get("id"));
        assertThat(nextRun(id).toString()).endsWith("-01-01T14:30:00Z");
        assertThat(executions(id)).isEmpty();
    }

    @Test
    void whatIsLeftOutTakesTheDefault() {
        cast.alice("""
                        {"name": "plain", "kind": "one_time", "request": {"url": "https://example.com/"},
                         "retry_policy": {"max_attempts": 1}}
                        """)
                .post("/v1/jobs")
                .then()
                .statusCode(201)
                .body("request.method", equalTo("GET"))
                .body("request.timeout_seconds", equalTo(30))
                .body("request.success_statuses", contains(200, 201, 202, 204))
                .body("request.headers", equalTo(Map.of()))
                .body("request.body", nullValue())
                .body("retry_policy.max_attempts", equalTo(1))
                .body("retry_policy.retry_on_statuses", contains(429, 500, 502, 503, 504))
                .body("schedule", equalTo(Map.of()));
    }

    @Test
    void aBodyKeepsTheOrderOfItsKeys() {
        String body = "{\"zebra\":1,\"a\":{\"year\":2026,\"b\":2.50}}";

        UUID id = UUID.fromString(cast.alice("""
                        {"name": "ordered", "kind": "scheduled", "schedule": {"run_at": "%s"},
                         "request": {"url": "https://example.com/", "method": "POST", "body": %s}}
                        """.formatted(FUTURE, body))
                .post("/v1/jobs")
                .then()
                .statusCode(201)
                .extract()
                .path("id"));

        assertThat(rows("SELECT request ->> 'body' AS body FROM job WHERE id = ?", id))
                .containsExactly(Map.of("body", body));
    }

    @Test
    void aOneTimeJobIsQueuedAtOnceAndPlannedNoFurther() {
        UUID id = cast.job("one_time", "{}");

        Instant created = instant(job(id).get("created_at"));
        assertThat(executions(id)).singleElement().satisfies(execution -> {
            assertThat(execution)
                    .containsEntry("id", ExecutionId.ofTick(id, created))
                    .containsEntry("status", "queued")
                    .containsEntry("source", "schedule")
                    .containsEntry("completes_plan", 1)
                    .containsEntry("dispatched_at", null);
            assertThat(instant(execution.get("scheduled_for"))).isEqualTo(created);
            assertThat(instant(execution.get("due_at"))).isEqualTo(created);
        });
        assertThat(dueRows(id)).isEmpty();
    }

    @Test
    void aRecurringJobCountsFromItsCreation() {
        UUID id = cast.job("recurring", "{\"every_n_minutes\": 7}");

        Instant created = instant(job(id).get("created_at"));
        assertThat(instant(job(id).get("anchor_at"))).isEqualTo(created);
        assertThat(nextRun(id)).isEqualTo(created.plusSeconds(7 * 60));
    }

    @Test
    void aDraftRunsNothingUntilItIsActivated() {
        UUID draft = cast.job("one_time", "{}", "draft");
        UUID paused = cast.job("scheduled", "{\"run_at\": \"" + FUTURE + "\"}", "paused");
        assertThat(executions(draft)).isEmpty();
        assertThat(dueRows(paused)).isEmpty();

        cast.alice("{\"state\": \"active\"}").patch("/v1/jobs/" + draft).then().statusCode(200);
        cast.alice().post("/v1/jobs/" + paused + "/resume").then().statusCode(200);

        assertThat(executions(draft)).hasSize(1);
        assertThat(nextRun(paused)).isEqualTo(FUTURE);
    }

    @Test
    void whatWasReadCanBeSentBackAndChangesNothing() {
        UUID id = cast.job("recurring", "{\"every_n_minutes\": 7, \"jitter_seconds\": 5}");
        String read = cast.alice().get("/v1/jobs/" + id).asString();
        Instant next = nextRun(id);

        String written = cast.alice(read)
                .patch("/v1/jobs/" + id)
                .then()
                .statusCode(200)
                .extract()
                .asString();

        assertThat(withoutUpdate(written)).isEqualTo(withoutUpdate(read));
        assertThat(job(id)).containsEntry("plan", 1);
        assertThat(nextRun(id)).isEqualTo(next);
        cast.alice(read).post("/v1/jobs").then().statusCode(201);
    }

    @Test
    void aPatchChangesSingleFieldsAndNullResetsThem() {
        UUID id = UUID.fromString(cast.alice("""
                        {"name": "n", "kind": "cron", "schedule": {"cron": "0 5 * * *", "timezone": "Asia/Tokyo"},
                         "request": {"url": "https://example.com/", "method": "POST", "timeout_seconds": 9,
                                     "headers": {"a": "1", "b": "2"}, "body": {"x": [1, {"y": null}]}}}
                        """).post("/v1/jobs").path("id"));

        cast.alice("""
                        {"schedule": {"timezone": null},
                         "request": {"timeout_seconds": null, "headers": {"c": "3"}, "body": "plain"}}
                        """)
                .patch("/v1/jobs/" + id)
                .then()
                .statusCode(200)
                .body("name", equalTo("n"))
                .body("schedule", equalTo(Map.of("cron", "0 5 * * *")))
                .body("request.method", equalTo("POST"))
                .body("request.timeout_seconds", equalTo(30))
                .body("request.headers", equalTo(Map.of("c", "3")))
                .body("request.body", equalTo("plain"));

        assertThat(nextRun(id).toString()).endsWith("T05:00:00Z");
    }

    @Test
    void numbersInABodyKeepEveryDigit() {
        String body = "{\"big\":12345678901234567890.1234567890,\"small\":1e-300}";

        String stored = cast.alice(
                        "{\"name\": \"n\", \"kind\": \"one_time\", \"request\": {\"url\": \"https://example.com/\","
                                + " \"body\": " + body + "}}")
                .post("/v1/jobs")
                .path("id");

        assertThat(cast.alice().get("/v1/jobs/" + stored).asString()).contains("12345678901234567890.1234567890");
    }

    @Test
    void changingTheKindDropsWhatBelongedToTheOldOne() {
        UUID id = cast.job("recurring", "{\"every_n_minutes\": 7, \"jitter_seconds\": 5}");

        cast.alice("{\"kind\": \"cron\"}")
                .patch("/v1/jobs/" + id)
                .then()
                .statusCode(400)
                .body("error.details.field", contains("schedule.cron"));
        cast.alice("{\"kind\": \"cron\", \"schedule\": {\"cron\": \"0 0 * * *\"}}")
                .patch("/v1/jobs/" + id)
                .then()
                .statusCode(200)
                .body("schedule", equalTo(Map.of("cron", "0 0 * * *", "jitter_seconds", 5)));
    }

    @Test
    void theAnchorMovesOnlyWhenTheIntervalChanges() {
        UUID id = cast.job("recurring", "{\"every_n_minutes\": 7}");
        Instant anchor = instant(job(id).get("anchor_at"));

        cast.alice().post("/v1/jobs/" + id + "/pause").then().statusCode(200).body("next_run_at", nullValue());
        cast.alice().post("/v1/jobs/" + id + "/resume").then().statusCode(200);
        assertThat(instant(job(id).get("anchor_at"))).isEqualTo(anchor);
        assertThat(nextRun(id)).isEqualTo(anchor.plusSeconds(7 * 60));

        cast.alice("{\"schedule\": {\"every_n_minutes\": 8}}")
                .patch("/v1/jobs/" + id)
                .then()
                .statusCode(200);
        Instant moved = instant(job(id).get("anchor_at"));
        assertThat(moved).isAfter(anchor);
        assertThat(nextRun(id)).isEqualTo(moved.plusSeconds(8 * 60));
    }

    @Test
    void pausingTwiceIsPausingOnce() {
        UUID id = cast.job("cron", "{\"cron\": \"* * * * *\"}");

        cast.alice().post("/v1/jobs/" + id + "/pause").then().statusCode(200).body("state", equalTo("paused"));
        cast.alice().post("/v1/jobs/" + id + "/pause").then().statusCode(200).body("state", equalTo("paused"));
        cast.alice().post("/v1/jobs/" + id + "/resume").then().statusCode(200);
        cast.alice().post("/v1/jobs/" + id + "/resume").then().statusCode(200).body("state", equalTo("active"));

        assertThat(job(id)).containsEntry("plan", 3);
    }

    @Test
    void aCompletedJobIsPlannedAnewOrNotAtAll() {
        UUID id = cast.job("scheduled", "{\"run_at\": \"" + FUTURE + "\"}");
        write(
                "UPDATE job SET state = 'completed', schedule = '{\"run_at\": \"2026-01-01T00:00:00.000Z\"}' WHERE id = ?",
                id);
        write("DELETE FROM job_due WHERE job_id = ?", id);

        cast.alice().post("/v1/jobs/" + id + "/pause").then().statusCode(409).body("error.code", equalTo("conflict"));
        cast.alice().post("/v1/jobs/" + id + "/resume").then().statusCode(409);
        cast.alice("{\"name\": \"still over\"}")
                .patch("/v1/jobs/" + id)
                .then()
                .statusCode(200)
                .body("state", equalTo("completed"));
        cast.alice("{\"state\": \"active\"}")
                .patch("/v1/jobs/" + id)
                .then()
                .statusCode(400)
                .body("error.details.field", contains("schedule.run_at"));
        cast.alice("{\"schedule\": {\"run_at\": \"" + FUTURE + "\"}}")
                .patch("/v1/jobs/" + id)
                .then()
                .statusCode(200)
                .body("state", equalTo("active"))
                .body("next_run_at", equalTo(FUTURE));
    }

    @Test
    void aPausedJobWhoseTimeHasPassedIsOver() {
        UUID id = cast.job("scheduled", "{\"run_at\": \"" + FUTURE + "\"}", "paused");
        write("UPDATE job SET schedule = '{\"run_at\": \"2026-01-01T00:00:00.000Z\"}' WHERE id = ?", id);

        cast.alice().post("/v1/jobs/" + id + "/resume").then().statusCode(200).body("state", equalTo("completed"));

        assertThat(dueRows(id)).isEmpty();
    }

    @Test
    void aOneTimeJobThatHasBegunDoesNotBeginAgainWhenItIsResumed() {
        UUID id = cast.job("one_time", "{}");
        write("UPDATE execution SET status = 'succeeded', attempt_count = 1 WHERE job_id = ?", id);

        cast.alice().post("/v1/jobs/" + id + "/pause").then().statusCode(200);
        cast.alice().post("/v1/jobs/" + id + "/resume").then().statusCode(200).body("state", equalTo("completed"));

        assertThat(executions(id)).hasSize(1);
    }

    @Test
    void listsJobsNewestFirstInPages() {
        List<String> made = IntStream.range(0, 5)
                .mapToObj(i -> cast.job("recurring", "{\"every_n_minutes\": 1}").toString())
                .toList();

        var first = cast.alice()
                .get("/v1/jobs?limit=3")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
        var second = cast.alice()
                .get("/v1/jobs?limit=3&cursor=" + first.getString("next_cursor"))
                .then()
                .statusCode(200)
                .body("next_cursor", nullValue())
                .extract()
                .jsonPath();

        assertThat(first.getList("data.id", String.class)).containsExactly(made.get(4), made.get(3), made.get(2));
        assertThat(second.getList("data.id", String.class)).containsExactly(made.get(1), made.get(0));
    }

    @Test
    void filtersJobsByStateKindAndName() {
        UUID paused = cast.job("recurring", "{\"every_n_minutes\": 1}", "paused");
        UUID cron = cast.job("cron", "{\"cron\": \"0 0 * * *\"}");
        cast.alice("{\"name\": \"100% Früh_stück\"}")
                .patch("/v1/jobs/" + cron)
                .then()
                .statusCode(200);

        cast.alice().get("/v1/jobs?state=paused").then().body("data.id", contains(paused.toString()));
        cast.alice().get("/v1/jobs?kind=cron").then().body("data.id", contains(cron.toString()));
        cast.alice().queryParam("q", "0% FRÜH_").get("/v1/jobs").then().body("data.id", contains(cron.toString()));
        cast.alice()
                .queryParam("q", "%")
                .queryParam("kind", "recurring")
                .get("/v1/jobs")
                .then()
                .body("data", hasSize(0));
    }

    @Test
    void showsTheNewestExecutionThatHasBegun() {
        UUID ran = cast.job("recurring", "{\"every_n_minutes\": 1}");
        UUID idle = cast.job("recurring", "{\"every_n_minutes\": 1}");
        for (String status : List.of("succeeded", "failed")) {
            String id = cast.alice().post("/v1/jobs/" + ran + "/run-now").path("id");
            write(
                    "UPDATE execution SET status = ?, started_at = '2026-05-05T05:05:05.5Z' WHERE id = ?",
                    status,
                    UUID.fromString(id));
        }
        cast.alice().post("/v1/jobs/" + ran + "/run-now").then().statusCode(202);

        cast.alice()
                .get("/v1/jobs/" + ran)
                .then()
                .body("last_status", equalTo("failed"))
                .body("last_run_at", equalTo("2026-05-05T05:05:05.500Z"));
        cast.alice()
                .get("/v1/jobs")
                .then()
                .body("data.id", contains(idle.toString(), ran.toString()))
                .body("data.last_status", contains(null, "failed"));
    }

    private static Map<String, Object> withoutUpdate(String job) {
        Map<String, Object> fields = JsonPath.from(job).getMap("");
        fields.remove("updated_at");
        return fields;
    }

    private static Map<String, Object> job(UUID id) {
        return rows("SELECT * FROM job WHERE id = ?", id).get(0);
    }

    private static List<Map<String, Object>> executions(UUID job) {
        return rows("SELECT * FROM execution WHERE job_id = ?", job);
    }

    private static List<Map<String, Object>> dueRows(UUID job) {
        return rows("SELECT * FROM job_due WHERE job_id = ?", job);
    }

    private static Instant nextRun(UUID job) {
        return instant(dueRows(job).get(0).get("next_run_at"));
    }

    private static Instant instant(Object stored) {
        return ((Timestamp) stored).toInstant();
    }
}

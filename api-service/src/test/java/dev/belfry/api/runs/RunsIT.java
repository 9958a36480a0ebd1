package dev.belfry.api.runs;

import static dev.belfry.embedded.testing.TestWorkspace.execution;
import static dev.belfry.embedded.testing.TestWorkspace.write;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import dev.belfry.api.testing.Cast;
import dev.belfry.api.testing.Past;
import dev.belfry.embedded.testing.ServersResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The runs API as calls written by hand meet it: other spellings, other encodings, refusals. */
@QuarkusTest
@WithTestResource(ServersResource.class)
class RunsIT {

    private static final Instant THEN = Instant.parse("2026-03-02T12:00:00Z");
    private static final String NOBODY = "run_" + "0".repeat(32);

    private final Cast cast = new Cast();
    private final UUID job = cast.home().job("recurring", "{\"every_n_minutes\": 60}", "https://example.com/hook");
    private final Past past = new Past(cast, job);

    @ParameterizedTest
    @ValueSource(strings = {"/api/v3/runs/", "/api/v1/runs/", "/v1/api/v3/runs/", "/v1/api/v1/runs/"})
    void readsARunByEachOfItsPaths(String path) {
        String run = run(past.tick("succeeded", THEN));

        cast.alice()
                .get(path + run)
                .then()
                .statusCode(200)
                .body("id", equalTo(run))
                .body("status", equalTo("COMPLETED"))
                .body("schedule.generator.type", equalTo("CRON"))
                .body("createdAt", equalTo("2026-03-02T12:00:00.000Z"))
                .body("$", not(hasKey("ttl")))
                .body("$", not(hasKey("error")));
        assertThat(cast.alice().get(path + run).asString()).doesNotContain(":null");
        cast.charlie().get(path + run).then().statusCode(404).body("error", equalTo("Run not found"));
        cast.alice().get(path + NOBODY).then().statusCode(404).body("error", equalTo("Run not found"));
        cast.alice().get(path + run.toUpperCase(Locale.ROOT)).then().statusCode(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/v2/runs/", "/api/v1/runs/", "/v1/api/v1/runs/", "/v1/api/v2/runs/"})
    void cancelsByEachOfItsPathsWithoutABody(String path) {
        UUID id = past.row("manual", "queued", THEN);

        for (int time = 0; time < 2; time++) {
            cast.alice()
                    .contentType("application/json")
                    .post(path + run(id) + "/cancel")
                    .then()
                    .statusCode(200)
                    .body("id", equalTo(run(id)));
        }
        assertThat(execution(id)).containsEntry("status", "canceled");
        cast.alice().post(path + NOBODY + "/cancel").then().statusCode(404).body("error", equalTo("Run not found"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "filter[status]=FAILED,CANCELED",
                "filter%5Bstatus%5D=FAILED%2CCANCELED",
                "filter[status]=FAILED&filter[status]=CANCELED",
                "filter[status][]=FAILED&filter[status][]=CANCELED,FAILED",
                "filter[status]=INTERRUPTED&filter[status][]=CANCELED",
                "status=FAILED,CANCELED&limit=10",
                "filter[status]=FAILED,CANCELED&filter[createdAt.from]=2026-03-02T12:00:00Z&filter[createdAt.to]=1772452801000",
            })
    void takesListsInAnySpelling(String query) {
        String failed = run(past.tick("failed", THEN));
        String canceled = run(past.tick("canceled", THEN.plusSeconds(1)));
        past.tick("succeeded", THEN.plusSeconds(2));

        cast.alice()
                .urlEncodingEnabled(false)
                .get("/api/v1/runs?" + query)
                .then()
                .statusCode(200)
                .body("data.id", contains(canceled, failed))
                .body("data[0].env.name", equalTo("prod"))
                .body("pagination", not(hasKey("next")))
                .body("pagination", not(hasKey("previous")));
    }

    @ParameterizedTest
    @CsvSource({
        "filter[status]=COMPLETED_SUCCESSFULLY,filter[status]",
        "filter[isTest]=yes,filter[isTest]",
        "filter[createdAt][from]=tomorrow,filter[createdAt][from]",
        "filter[createdAt][period]=5,filter[createdAt][period]",
        "filter[machine]=huge,filter[machine]",
        "filter[colour]=red,filter[colour]",
        "page[size]=0,page[size]",
        "page[size]=101,page[size]",
        "page[size]=x,page[size]",
        "page[after]=x,page[after]",
    })
    void tellsWhatIsWrongWithAQuery(String query, String name) {
        cast.alice()
                .urlEncodingEnabled(false)
                .get("/api/v1/runs?" + query)
                .then()
                .statusCode(400)
                .body("error", equalTo("Query Error"))
                .body("details[0].path[0]", equalTo(name));
    }

    @Test
    void sendsWhatTheProgramSaysInPlaceOfTheJobsBody() {
        Response answer = cast.alice("""
                {"payload": "{\\"json\\":{\\"to\\":\\"a\\"},\\"meta\\":{}}", "options": {
                 "payloadType": "application/super+json", "ttl": 90, "delay": "2h", "maxAttempts": 50,
                 "concurrencyKey": 7, "queue": {"name": "mail"}, "test": true}}
                """).post("/api/v1/tasks/" + job + "/trigger");

        answer.then().statusCode(200).body("isCached", equalTo(false));
        var row = execution(id(answer.path("id")));
        assertThat(row)
                .containsEntry("source", "api")
                .containsEntry("max_attempts", 10)
                .containsEntry("status", "queued");
        assertThat(row.get("input").toString()).isEqualTo("{\"to\":\"a\"}");
        cast.alice()
                .get("/api/v3/runs/" + answer.path("id"))
                .then()
                .body("ttl", equalTo("1m30s"))
                .body("isTest", equalTo(true))
                .body("payload.to", equalTo("a"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"payload\": {\"a\": 1}}|{\"a\":1}",
                "{\"payload\": \"x\"}|\"x\"",
                "{\"payload\": \"[1, 2]\", \"options\": {\"payloadType\": \"application/json\"}}|[1,2]",
                "{\"payload\": {\"a\": 1}, \"options\": {\"payloadType\": \"application/json\"}}|{\"a\":1}",
                "{\"payload\": \"[1\", \"options\": {\"payloadType\": \"text/plain\"}}|\"[1\"",
            })
    void readsPayloadsInEachEncoding(String body, String input) {
        Response answer = cast.alice(body).post("/api/v1/tasks/a job/trigger");

        answer.then().statusCode(200);
        assertThat(execution(id(answer.path("id"))).get("input").toString()).isEqualTo(input);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{",
                "[]",
                "{\"payload\": \"{\", \"options\": {\"payloadType\": \"application/json\"}}",
                "{\"payload\": \"1}, {\\\"a\\\": 1\", \"options\": {\"payloadType\": \"application/json\"}}",
                "{\"payload\": \"{}\", \"options\": {\"payloadType\": \"application/super+json\"}}",
                "{\"payload\": \"k\", \"options\": {\"payloadType\": \"application/store\"}}",
                "{\"options\": 1}",
                "{\"options\": {\"ttl\": true}}",
                "{\"options\": {\"ttl\": \"-1s\"}}",
                "{\"options\": {\"delay\": \"2020-01-01T00:00:00Z\"}}",
                "{\"options\": {\"tags\": [1]}}",
                "{\"options\": {\"tags\": \"a,b\"}}",
                "{\"options\": {\"maxAttempts\": 0}}",
                "{\"options\": {\"metadata\": 1}}",
                "{\"options\": {\"idempotencyKey\": \"\"}}",
            })
    void refusesBodiesInTheClientsShape(String body) {
        Response answer = cast.alice(body).post("/api/v1/tasks/" + job + "/trigger");

        answer.then().statusCode(400).contentType("application/json");
        assertThat((Object) answer.path("error")).isInstanceOf(String.class);
        assertThat((List<?>) answer.path("issues")).isNotEmpty();
    }

    @Test
    void everyRefusalBelowApiHasTheClientsShape() {
        given().get("/api/v1/runs")
                .then()
                .statusCode(401)
                .header("WWW-Authenticate", equalTo("Bearer"))
                .body("error", equalTo("Invalid or Missing API key"));
        cast.bob()
                .post("/api/v2/runs/" + NOBODY + "/cancel")
                .then()
                .statusCode(403)
                .body("error", equalTo("Unauthorized"))
                .body("code", equalTo("unauthorized"))
                .body("message", containsString("executions:write"));
        for (String path : new String[] {"/api", "/api/nope", "/v1/api/v9/runs", "/api/v1/runs/x/y/z"}) {
            cast.alice().get(path).then().statusCode(404).body("error", equalTo("there is nothing at this path"));
        }
        cast.alice()
                .delete("/api/v1/runs")
                .then()
                .statusCode(405)
                .header("Allow", equalTo("GET, HEAD, OPTIONS"))
                .body("error", equalTo("Method not allowed"));
        cast.alice(" ".repeat(1024 * 1024 + 1))
                .post("/api/v1/tasks/" + job + "/trigger")
                .then()
                .statusCode(413)
                .body("error", equalTo("Request body too large"));
        cast.alice()
                .contentType("text/plain")
                .body("x")
                .post("/api/v1/tasks/" + job + "/trigger")
                .then()
                .statusCode(415)
                .body("error", containsString("application/json"));
    }

    @Test
    void movesOnlyWhatWaitsForItsTime() {
        UUID claimed = past.row("api", "queued", Instant.now().plusSeconds(60));
        write(
                "UPDATE execution SET claimed_by = 'somebody', dispatched_at = now(), start_by = due_at + interval '1 minute'"
                        + " WHERE id = ?",
                claimed);

        reschedule(claimed, "{\"delay\": \"1h\"}")
                .then()
                .statusCode(200)
                .body("status", equalTo("DELAYED"))
                .body("relatedRuns", equalTo(Map.of()))
                .body("attempts", hasSize(0));

        var row = execution(claimed);
        assertThat(row).containsEntry("claimed_by", null).containsEntry("dispatched_at", null);
        assertThat(instant(row.get("due_at"))).isAfter(Instant.now().plusSeconds(3_500));
        assertThat(instant(row.get("start_by")))
                .isEqualTo(instant(row.get("due_at")).plusSeconds(60));
        for (String body : new String[] {"{}", "{\"delay\": 60}", "{\"delay\": \"60\"}", "{\"delay\": \"\"}"}) {
            reschedule(claimed, body).then().statusCode(400);
        }
        assertThat(execution(claimed).get("due_at")).isEqualTo(row.get("due_at"));
        for (UUID other : List.of(
                past.row("api", "queued", THEN),
                past.tick("queued", Instant.now().plusSeconds(2)),
                past.row("api", "running", THEN),
                past.row("api", "succeeded", THEN))) {
            reschedule(other, "{\"delay\": \"1h\"}")
                    .then()
                    .statusCode(400)
                    .body("error", equalTo("Cannot reschedule a run that is not delayed"));
        }
    }

    @Test
    void leavesWhatAnExecutorIsAboutToBegin() {
        UUID imminent = past.row("api", "queued", Instant.now().plusSeconds(3_600));
        write(
                "UPDATE execution SET due_at = clock_timestamp() + interval '200 ms', claimed_by = 'x' WHERE id = ?",
                imminent);

        reschedule(imminent, "{\"delay\": \"1h\"}").then().statusCode(400);

        assertThat(execution(imminent)).containsEntry("claimed_by", "x");
    }

    @Test
    void showsTheTagsOfTheJobBesideThoseOfTheRun() {
        write("UPDATE job SET tags = '{nightly}' WHERE id = ?", job);
        UUID id = past.tick("succeeded", THEN);

        cast.alice("{\"tags\": [\"b\"]}")
                .put("/api/v1/runs/" + run(id) + "/tags")
                .then()
                .statusCode(200)
                .body("message", equalTo("Successfully set 1 new tags."));

        cast.alice().get("/api/v1/runs?filter[tag]=nightly").then().body("data[0].tags", contains("b", "nightly"));
        cast.alice("{}").post("/api/v1/runs/" + run(id) + "/tags").then().statusCode(400);
        cast.alice("{\"tags\": \"" + "x".repeat(129) + "\"}")
                .post("/api/v1/runs/" + run(id) + "/tags")
                .then()
                .statusCode(400);
    }

    @Test
    void replaysWithoutABodyAndRefusesWhatItDoesNotKnow() {
        UUID id = past.row("api", "failed", THEN);
        String path = "/api/v1/runs/" + run(id) + "/replay";

        String copy = cast.alice().contentType("application/json").post(path).path("id");

        assertThat(execution(id(copy))).containsEntry("replay_of", id).containsEntry("source", "replay");
        cast.alice("{\"colour\": \"red\"}").post(path).then().statusCode(400).body("error", containsString("colour"));
        cast.alice("{\"payload\": \"{\\\"json\\\": 1}\", \"payloadType\": \"application/super+json\"}")
                .post(path)
                .then()
                .statusCode(200);
    }

    @Test
    void aKeyIsFreeAgainOnceItsRunFailed() {
        String body = "{\"options\": {\"idempotencyKey\": \"k\"}}";
        String path = "/api/v1/tasks/" + job + "/trigger";
        String first = cast.alice(body).post(path).path("id");
        cast.alice(body).post(path).then().body("id", equalTo(first)).body("isCached", equalTo(true));

        write("UPDATE execution SET status = 'failed', finished_at = now() WHERE id = ?", id(first));
        String second = cast.alice(body).post(path).path("id");
        write("UPDATE execution SET status = 'succeeded', finished_at = now() WHERE id = ?", id(second));

        assertThat(second).isNotEqualTo(first);
        cast.alice(body).post(path).then().body("id", equalTo(second));
    }

    @Test
    void goesOnBehindShortPagesInBothDirections() {
        write("""
                INSERT INTO execution (id, workspace_id, job_id, status, source, scheduled_for, due_at, created_at)
                SELECT %s, ?, ?, 'succeeded', 'manual', at, at, at
                  FROM (SELECT timestamptz '2026-03-02' + n * interval '1 s' AS at FROM generate_series(1, 10500) n) t
                """.formatted(Past.ID_AT), cast.home().id(), job);
        String oldest = run(past.row("manual", "running", Instant.parse("2026-03-01T00:00:00Z")));
        String newest = run(past.row("manual", "running", Instant.parse("2026-03-03T00:00:00Z")));

        Response first = cast.alice().get("/api/v1/runs?filter[status]=EXECUTING");
        first.then().body("data.id", contains(newest)).body("pagination.previous", nullValue());
        Response second =
                cast.alice().get("/api/v1/runs?filter[status]=EXECUTING&page[after]=" + first.path("pagination.next"));
        second.then().body("data.id", contains(oldest)).body("pagination.next", nullValue());
        Response back = cast.alice()
                .get("/api/v1/runs?filter[status]=EXECUTING&page[before]=" + second.path("pagination.previous"));
        back.then().body("data", hasSize(0));
        cast.alice()
                .get("/api/v1/runs?filter[status]=EXECUTING&page[before]=" + back.path("pagination.previous"))
                .then()
                .body("data.id", contains(newest));
    }

    @Test
    void findsDelayedRunsHoweverManyCameAfterThem() {
        String delayed = cast.alice("{\"options\": {\"delay\": \"2h\"}}")
                .post("/api/v1/tasks/" + job + "/trigger")
                .path("id");
        write("""
                INSERT INTO execution (id, workspace_id, job_id, status, source, scheduled_for, due_at)
                SELECT %s, ?, ?, CASE n %% 2 WHEN 0 THEN 'succeeded' ELSE 'queued' END, 'api', now(), now()
                  FROM (SELECT n, now() + n * interval '1 ms' AS at FROM generate_series(1000, 11500) n) t
                """.formatted(Past.ID_AT), cast.home().id(), job);

        for (String query : new String[] {"", "&filter[taskIdentifier]=" + job, "&filter[taskIdentifier]=a job"}) {
            cast.alice()
                    .get("/api/v1/runs?filter[status]=DELAYED" + query)
                    .then()
                    .statusCode(200)
                    .body("data.id", contains(delayed))
                    .body("pagination", not(hasKey("next")));
        }
    }

    @Test
    void tagsOfCallsAtTheSameTimeAllTakeEffect() {
        UUID id = past.row("api", "succeeded", THEN);
        IntStream.range(0, 10)
                .parallel()
                .forEach(n -> cast.alice("{\"tags\": \"t" + n + "\"}")
                        .post("/api/v1/runs/" + run(id) + "/tags")
                        .then()
                        .statusCode(200));

        cast.alice().get("/api/v3/runs/" + run(id)).then().body("tags", hasSize(10));
    }

    private Response reschedule(UUID id, String body) {
        return cast.alice(body).post("/api/v1/runs/" + run(id) + "/reschedule");
    }

    private static Instant instant(Object column) {
        return column instanceof Timestamp stamp ? stamp.toInstant() : ((OffsetDateTime) column).toInstant();
    }

    private static String run(UUID id) {
        return RunId.text(RunId.RUN, id);
    }

    private static UUID id(String run) {
        return RunId.parse(RunId.RUN, run).orElseThrow();
    }
}

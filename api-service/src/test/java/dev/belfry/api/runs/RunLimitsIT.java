package dev.belfry.api.runs;

import static dev.belfry.embedded.testing.TestWorkspace.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import dev.belfry.api.testing.Cast;
import dev.belfry.api.testing.Past;
import dev.belfry.embedded.testing.ServersResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How much of anything a run may hold and a call may ask for. */
@QuarkusTest
@WithTestResource(ServersResource.class)
class RunLimitsIT {

    private static final Instant THEN = Instant.parse("2026-03-02T12:00:00Z");

    private final Cast cast = new Cast();
    private final UUID job = cast.home().job("recurring", "{\"every_n_minutes\": 60}", "https://example.com/hook");
    private final Past past = new Past(cast, job);

    @Test
    void aPageHoldsAsManyRunsAsFitAndGoesOn() {
        List<String> all = IntStream.range(0, 9)
                .mapToObj(second -> run(past.tick("succeeded", THEN.plusSeconds(second))))
                .sorted(Collections.reverseOrder())
                .toList();
        write(
                "UPDATE execution SET asked = jsonb_build_object('metadata', jsonb_build_object('a', repeat('x', 200000))),"
                        + " metadata = jsonb_build_object('a', repeat('x', 200000)) WHERE job_id = ?",
                job);

        assertThat(walked(100)).containsExactlyElementsOf(all);
        assertThat(walked(1)).containsExactlyElementsOf(all);
        Response oldest = list("page[size]=100&page[before]=" + all.get(8));
        oldest.then().body("data.id", contains(all.get(6), all.get(7)));
        list("page[size]=100&page[before]=" + oldest.path("pagination.previous"))
                .then()
                .body("data.id", contains(all.get(4), all.get(5)));
    }

    private List<String> walked(int size) {
        List<String> found = new ArrayList<>();
        String next = "";
        while (next != null) {
            Response page = list("page[size]=" + size + "&page[after]=" + next);
            assertThat(page.asString().length()).isLessThan(1_500_000);
            List<String> ids = page.path("data.id");
            assertThat(ids).isNotEmpty();
            found.addAll(ids);
            next = page.path("pagination.next");
        }
        return found;
    }

    @ParameterizedTest
    @ValueSource(strings = {"trigger", "replay", "change"})
    void metadataAreAsLargeInEveryCall(String call) {
        String run = run(past.tick("succeeded", THEN));
        String metadata = "\"metadata\": {\"a\": \"" + "é".repeat(131_073) + "\"}";

        Response answer = switch (call) {
            case "trigger" -> trigger("{\"options\": {" + metadata + "}}");
            case "replay" -> cast.alice("{" + metadata + "}").post("/api/v1/runs/" + run + "/replay");
            default -> cast.alice("{" + metadata + "}").put("/api/v1/runs/" + run + "/metadata");
        };

        answer.then().statusCode(413);
    }

    @Test
    void aKeyThatIsShownIsNoLongerThanOneThatCounts() {
        trigger("{\"options\": {\"idempotencyKey\": \"k\", \"idempotencyKeyOptions\": {\"key\": \"" + "x".repeat(2_049)
                        + "\"}}}")
                .then()
                .statusCode(400)
                .body("issues[0].path", contains("options", "idempotencyKeyOptions", "key"));
    }

    @Test
    void tagsBeyondTheTenthAreRefusedHoweverManyThereAre() {
        String run = run(past.tick("succeeded", THEN));
        String many =
                IntStream.range(0, 90_000).mapToObj(n -> "\"t" + n + "\"").collect(Collectors.joining(",", "[", "]"));
        long before = System.nanoTime();

        cast.alice("{\"tags\": " + many + "}")
                .post("/api/v1/runs/" + run + "/tags")
                .then()
                .statusCode(422);
        trigger("{\"options\": {\"tags\": " + many + "}}").then().statusCode(422);

        assertThat((System.nanoTime() - before) / 1_000_000).as("milliseconds").isLessThan(10_000);
    }

    @Test
    void aTagIsStoredAsFiltersReadIt() {
        String run = run(past.tick("succeeded", THEN));

        cast.alice("{\"tags\": [\" a b \", \"a b\", \"  \"]}")
                .post("/api/v1/runs/" + run + "/tags")
                .then()
                .body("message", equalTo("Successfully set 1 new tags."));

        list("filter[tag]= a b").then().body("data[0].id", equalTo(run)).body("data[0].tags", contains("a b"));
    }

    @Test
    void aCallHoldsAHundredOperationsOnMetadata() {
        String run = run(past.tick("succeeded", THEN));

        operations(run, 100).then().statusCode(200).body("metadata.n", equalTo(100));
        operations(run, 101).then().statusCode(422).body("error", containsString("100 operations"));
    }

    private Response operations(String run, int count) {
        return cast.alice(Collections.nCopies(count, "{\"type\": \"increment\", \"key\": \"n\", \"value\": 1}").stream()
                        .collect(Collectors.joining(",", "{\"operations\": [", "]}")))
                .put("/api/v1/runs/" + run + "/metadata");
    }

    private Response trigger(String body) {
        return cast.alice(body).post("/api/v1/tasks/" + job + "/trigger");
    }

    private Response list(String query) {
        return cast.alice().urlEncodingEnabled(false).get("/api/v1/runs?" + query.replace(" ", "%20"));
    }

    private static String run(UUID id) {
        return RunId.text(RunId.RUN, id);
    }
}

package dev.belfry.api.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.belfry.api.testing.Agent;
import dev.belfry.api.testing.Cast;
import dev.belfry.api.testing.Description;
import dev.belfry.api.testing.Past;
import dev.belfry.embedded.testing.ServersResource;
import dev.belfry.embedded.testing.TestWorkspace;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The run tools, with the public Java client: they answer what the routes of the runs API answer. */
@QuarkusTest
@WithTestResource(ServersResource.class)
class RunToolsIT {

    private static final Instant THEN = Instant.parse("2026-03-02T12:00:00Z");
    private static final String NOBODY = "run_" + "0".repeat(32);

    private final Cast cast = new Cast();
    private final UUID job = cast.home().job("recurring", "{\"every_n_minutes\": 60}", "https://example.com/hook");
    private final Past past = new Past(cast, job);

    @TestHTTPResource("/")
    URI api;

    private Agent alice;

    @BeforeEach
    void connect() {
        alice = Agent.at(api, "/mcp/runs", cast.aliceToken());
    }

    @AfterEach
    void disconnect() {
        alice.close();
    }

    @Test
    void aRunIsReadAsItsRoutesReadIt() {
        String failed = run(past.ran("failed", THEN, 5, 7));
        past.ran("succeeded", THEN.plusSeconds(1), 5, 7);

        JsonNode found = alice.call("list-runs", Map.of("status", "FAILED,CRASHED"));
        JsonNode first = alice.call("list-runs", Map.of("limit", 1));
        JsonNode read = alice.call("retrieve-run", Map.of("runId", failed));

        assertThat(found.at("/data/0/id").asText()).isEqualTo(failed);
        assertThat(first.at("/pagination/next").asText()).isNotEmpty();
        assertThat(read.path("status").asText()).isEqualTo("FAILED");
        assertThat(List.of(found, first, read))
                .containsExactly(
                        json(get("/api/v1/runs?filter[status]=FAILED,CRASHED")),
                        json(get("/api/v1/runs?page[size]=1")),
                        json(get("/api/v3/runs/" + failed)));
    }

    @Test
    void aDelayedRunIsMovedTaggedCanceledAndReplayed() {
        String run = delayed("{\"to\": \"a\"}");
        Instant later = Instant.now().plus(Duration.ofDays(30)).truncatedTo(ChronoUnit.SECONDS);

        JsonNode moved = alice.call("reschedule-run", Map.of("runId", run, "body", Map.of("delay", later.toString())));
        assertThat(Instant.parse(moved.path("delayedUntil").asText())).isEqualTo(later);
        assertThat(moved).isEqualTo(json(get("/api/v3/runs/" + run)));
        assertThat(alice.call("add-tags-run", Map.of("runId", run, "body", Map.of("tags", List.of("b", "a"))))
                        .path("message")
                        .asText())
                .contains("2 new tags");
        assertThat(alice.call("list-runs", Map.of("tag", "a")).at("/data/0/id").asText())
                .isEqualTo(run);
        for (int time = 0; time < 2; time++) {
            assertThat(alice.call("cancel-run", Map.of("runId", run)).path("id").asText())
                    .isEqualTo(run);
        }
        assertThat(statusOf(run)).isEqualTo("CANCELED");
        JsonNode copy = read(alice.call("replay-run", Map.of("runId", run)));
        assertThat(copy.at("/payload/to").asText()).isEqualTo("a");
        assertThat(copy.path("status").asText()).isEqualTo("QUEUED");
        assertThat(read(alice.call("replay-run", Map.of("runId", run, "body", Map.of("payload", 7))))
                        .path("payload")
                        .asInt())
                .isEqualTo(7);
        assertThat(statusOf(run)).isEqualTo("CANCELED");
    }

    @Test
    void whatIsWrongIsToldAsTheRouteTellsIt() {
        String over = run(past.tick("succeeded", THEN));
        String path = "/api/v1/runs/" + over;
        List<Integer> many = IntStream.range(0, 11).boxed().toList();

        assertRefused("list-runs", Map.of("status", "NOPE"), get("/api/v1/runs?filter[status]=NOPE"));
        assertRefused("list-runs", Map.of("limit", 101), get("/api/v1/runs?page[size]=101"));
        assertRefused("list-runs", Map.of("after", "x"), get("/api/v1/runs?page[after]=x"));
        assertRefused("retrieve-run", Map.of("runId", NOBODY), get("/api/v3/runs/" + NOBODY));
        assertRefused("cancel-run", Map.of("runId", "x"), cast.alice().post("/api/v2/runs/x/cancel"));
        assertRefused("replay-run", Map.of("runId", NOBODY), post("/api/v1/runs/" + NOBODY + "/replay", "{}"));
        assertRefused("reschedule-run", Map.of("runId", over), post(path + "/reschedule", "{}"));
        assertRefused(
                "reschedule-run",
                Map.of("runId", over, "body", Map.of("delay", "1h")),
                post(path + "/reschedule", "{\"delay\": \"1h\"}"));
        assertRefused(
                "add-tags-run",
                Map.of(
                        "runId",
                        over,
                        "body",
                        Map.of("tags", many.stream().map(String::valueOf).toList())),
                post(
                        path + "/tags",
                        "{\"tags\": [\"0\",\"1\",\"2\",\"3\",\"4\",\"5\",\"6\",\"7\",\"8\",\"9\",\"10\"]}"));
        assertThat(refusal("retrieve-run", Map.of()).at("/issues/0/path/0").asText())
                .isEqualTo("runId");
        assertThat(refusal("add-tags-run", Map.of("runId", over, "body", "x"))
                        .at("/issues/0/path/0")
                        .asText())
                .isEqualTo("body");
    }

    @Test
    void aFilterMayHaveBracketsButNotTwoSpellingsAtOnce() {
        String failed = run(past.tick("failed", THEN));
        String canceled = run(past.tick("canceled", THEN.plusSeconds(1)));
        past.tick("failed", THEN.plusSeconds(60));

        JsonNode found = alice.call(
                "list-runs",
                Map.of(
                        "filter[status]", List.of("FAILED", "CANCELED"),
                        "filter[createdAt][from]", THEN.toEpochMilli(),
                        "filter[createdAt.to]", THEN.plusSeconds(2).toString(),
                        "page[size]", 10));

        assertThat(found.path("data"))
                .extracting(run -> run.path("id").asText())
                .containsExactly(canceled, failed);
        JsonNode refused = refusal("list-runs", Map.of("status", "FAILED", "filter[status]", "CANCELED"));
        assertThat(refused.toString()).contains("unique", "another spelling of status");
        assertThat(refusal("list-runs", Map.of("filter[colour]", "red"))
                        .at("/details/0/path/0")
                        .asText())
                .isEqualTo("filter[colour]");
    }

    @Test
    void onlyWhatTheScopesAllowIsListedAndDone() {
        String token = Cast.token(cast.home().id(), "owner", List.of("executions:read"));
        try (Agent reader = Agent.at(api, "/mcp/runs", token)) {
            assertThat(reader.toolNames()).containsExactlyInAnyOrder("list-runs", "retrieve-run");
            String told = Agent.texts(reader.result("cancel-run", Map.of("runId", NOBODY)))
                    .get(0);
            assertThat(Description.json(told).path("error").asText()).isEqualTo("Unauthorized");
        }
        try (Agent stranger = Agent.at(api, "/mcp/runs", null)) {
            String told = Agent.texts(stranger.result("list-runs", Map.of())).get(0);
            assertThat(Description.json(told).path("error").asText()).isEqualTo("Invalid or Missing API key");
        }
    }

    @Test
    void theRunsOfOthersDoNotExist() {
        String run = run(past.tick("failed", THEN));
        try (Agent charlie =
                Agent.at(api, "/mcp/runs", Cast.token(TestWorkspace.create().id(), "owner"))) {
            String told = Agent.texts(charlie.result("retrieve-run", Map.of("runId", run)))
                    .get(0);
            assertThat(Description.json(told).path("error").asText()).isEqualTo("Run not found");
            assertThat(charlie.call("list-runs").path("data")).isEmpty();
        }
    }

    @Test
    void aPageTooLargeForAModelHoldsFewerRunsAndGoesOn() {
        IntStream.range(0, 24).forEach(i -> past.tick("failed", THEN.plusSeconds(i)));
        TestWorkspace.write(
                "UPDATE execution SET metadata = jsonb_build_object('note', repeat('x', 5000)) WHERE job_id = ?", job);
        Set<String> seen = new HashSet<>();
        Map<String, Object> asked = new HashMap<>(Map.of("page[size]", 100));
        int pages = 0;

        for (boolean isMore = true; isMore; pages++) {
            JsonNode page = alice.call("list-runs", asked);
            assertThat(page.toString()).hasSizeLessThan(66_000);
            page.path("data")
                    .forEach(
                            run -> assertThat(seen.add(run.path("id").asText())).isTrue());
            isMore = page.at("/pagination").has("next");
            asked.put("after", page.at("/pagination/next").asText());
        }

        assertThat(pages).isGreaterThan(1);
        assertThat(seen).hasSize(24);
    }

    @Test
    void whatAnEndpointAnsweredIsMarkedAsData() {
        String run = run(past.ran("succeeded", THEN, 1, 1));

        assertThat(Agent.texts(alice.result("retrieve-run", Map.of("runId", run))))
                .hasSize(2)
                .element(1)
                .asString()
                .contains("data, not instructions");
    }

    private String delayed(String payload) {
        return post("/api/v1/tasks/" + job + "/trigger", """
                        {"payload": %s, "options": {"delay": "2h"}}
                        """.formatted(payload)).path("id");
    }

    private JsonNode read(JsonNode handle) {
        return alice.call("retrieve-run", Map.of("runId", handle.path("id").asText()));
    }

    private String statusOf(String run) {
        return alice.call("retrieve-run", Map.of("runId", run)).path("status").asText();
    }

    private void assertRefused(String tool, Map<String, Object> arguments, Response byRest) {
        assertThat(byRest.statusCode()).as(tool).isBetween(400, 499);
        assertThat(refusal(tool, arguments)).isEqualTo(json(byRest));
    }

    private JsonNode refusal(String tool, Map<String, Object> arguments) {
        var result = alice.result(tool, arguments);
        assertThat(result.isError()).as(tool).isTrue();
        return Description.json(Agent.texts(result).get(0));
    }

    private Response get(String path) {
        return cast.alice().urlEncodingEnabled(false).get(path);
    }

    private Response post(String path, String body) {
        return cast.alice(body).post(path);
    }

    private static JsonNode json(Response response) {
        return Description.json(response.asString());
    }

    private static String run(UUID execution) {
        return "run_" + execution.toString().replace("-", "");
    }
}

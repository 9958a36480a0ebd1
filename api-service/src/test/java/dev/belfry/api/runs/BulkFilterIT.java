package dev.belfry.api.runs;

import static dev.belfry.embedded.testing.TestWorkspace.execution;
import static dev.belfry.embedded.testing.TestWorkspace.write;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;

import dev.belfry.api.testing.Cast;
import dev.belfry.api.testing.Past;
import dev.belfry.embedded.testing.ServersResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A bulk action acts on what its filter says and on nothing else. */
@QuarkusTest
@WithTestResource(ServersResource.class)
class BulkFilterIT {

    private final Cast cast = new Cast();
    private final UUID job = cast.home().job("recurring", "{\"every_n_minutes\": 60}", "https://example.com/hook");
    private final UUID open =
            new Past(cast, job).row("api", "queued", Instant.now().plusSeconds(3_600));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"limit\": 10}|limit",
                "{\"page[size]\": 10, \"status\": \"DELAYED\"}|page[size]",
                "{\"after\": \"x\"}|after",
                "{\"before\": \"x\", \"tag\": \"a\"}|before",
                "{\"colour\": \"red\"}|colour",
                "{\"status\": \"NO_STATUS\"}|status",
                "{\"isTest\": \"\"}|isTest",
                "{\"isTest\": []}|isTest",
                "{\"from\": \"\"}|from",
                "{\"period\": \" \"}|period",
                "{\"filter[createdAt][to]\": \"soon\"}|to",
                "{\"tag\": 5}|tag",
                "{\"tag\": {\"a\": 1}}|tag",
                "{\"tag\": [{\"a\": 1}]}|tag",
                "{\"tag\": [[\"a\"]]}|tag",
                "{\"taskIdentifier\": 7}|taskIdentifier",
                "{\"isTest\": 1}|isTest",
                "{\"from\": true}|from",
            })
    void refusesWhatChoosesNoRunsAndTellsItAsOfABody(String filter, String name) {
        cast.alice("{\"action\": \"cancel\", \"filter\": " + filter + "}")
                .post("/api/v1/bulk-actions")
                .then()
                .statusCode(400)
                .body("error", containsString("filter." + name + ": "))
                .body("issues[0].path", contains("filter", name))
                .body("$", not(hasKey("details")));
        cast.alice().get("/api/v1/bulk-actions").then().body("data", hasSize(0));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"tag\": \",\"}",
                "{\"tag\": \" \"}",
                "{\"tag\": []}",
                "{\"tag\": [null]}",
                "{\"status\": []}",
                "{\"status\": \"DELAYED\", \"taskIdentifier\": \"\"}",
                "{\"queue\": []}",
                "{\"version\": []}",
                "{\"schedule\": \"\"}",
                "{\"bulkAction\": \"\"}",
            })
    void aFilterForNoneOfAnythingFindsNothing(String filter) {
        String action = cast.alice("{\"action\": \"cancel\", \"filter\": " + filter + "}")
                .post("/api/v1/bulk-actions")
                .then()
                .statusCode(202)
                .extract()
                .path("id");

        cast.alice()
                .get("/api/v1/bulk-actions/" + action)
                .then()
                .body("counts.total", equalTo(0))
                .body("status", equalTo("COMPLETED"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"filter[tag]=", "filter[status]=,", "filter[taskIdentifier]=", "filter[version]=", "schedule="})
    void aListForNoneOfAnythingIsEmpty(String query) {
        cast.alice()
                .urlEncodingEnabled(false)
                .get("/api/v1/runs?" + query)
                .then()
                .statusCode(200)
                .body("data", hasSize(0));
    }

    @Test
    void whatIsNullIsAbsentAndWhatIsSaidCounts() {
        write("UPDATE execution SET tags = '{a}' WHERE id = ?", open);

        cast.alice("{\"action\": \"cancel\", \"filter\": {\"tag\": null}}")
                .post("/api/v1/bulk-actions")
                .then()
                .statusCode(400)
                .body("error", containsString("At least one filter"));
        cast.alice("{\"action\": \"cancel\", \"filter\": {\"tag\": [\"\", \"a\"], \"status\": null}}")
                .post("/api/v1/bulk-actions")
                .then()
                .statusCode(202);

        await().until(() -> execution(open).get("status").equals("canceled"));
    }
}

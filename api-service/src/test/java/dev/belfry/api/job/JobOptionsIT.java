package dev.belfry.api.job;

import static dev.belfry.embedded.testing.TestWorkspace.rows;
import static dev.belfry.embedded.testing.TestWorkspace.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import dev.belfry.api.testing.Cast;
import dev.belfry.embedded.testing.ServersResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The options of a job that are neither when nor what to call, and the finer ones of its request. */
@QuarkusTest
@WithTestResource(ServersResource.class)
class JobOptionsIT {

    private static final String FULL = """
            {"name": "n", "kind": "recurring", "schedule": {"every_n_minutes": 5},
             "tags": ["b", "Ä 1"], "concurrency_limit": 2, "overlap": "skip",
             "response_output_template": {"z": "{{response.json.id}}", "a": ["{{response.status}}"]},
             "request": {"url": "https://example.com/{{execution_id}}?at={{ timestamp }}", "method": "POST",
                         "headers": {"Authorization": "Bearer secret://api-key", "X": "secret://b.2 {{uuid}}"},
                         "body": {"id": "{{uuid}}"}, "follow_redirects": 3, "missing_secret": "fail",
                         "response_matcher": {"mode": "any", "rules": [
                             {"source": "json", "path": "$.ok", "operator": "equals", "value": {"deep": [1.50, null]}}]}}}
            """;

    private final Cast cast = new Cast();

    @Test
    void keepsEveryOption() {
        String id = create(FULL)
                .body("tags", contains("b", "Ä 1"))
                .body("concurrency_limit", equalTo(2))
                .body("overlap", equalTo("skip"))
                .body("response_output_template.z", equalTo("{{response.json.id}}"))
                .body("request.follow_redirects", equalTo(3))
                .body("request.missing_secret", equalTo("fail"))
                .body("request.response_matcher.mode", equalTo("any"))
                .body("request.response_matcher.rules[0].value.deep", hasSize(2))
                .extract()
                .path("id");

        assertThat(row(id))
                .containsEntry("overlap", "skip")
                .containsEntry("template", "{\"z\":\"{{response.json.id}}\",\"a\":[\"{{response.status}}\"]}")
                .containsEntry("secrets", "{api-key,b.2}")
                .containsEntry("expected", "{\"deep\":[1.50,null]}");
    }

    @Test
    void whatIsLeftOutTakesTheDefault() {
        create("{\"name\": \"n\", \"kind\": \"one_time\", \"request\": {\"url\": \"https://example.com/\"}}")
                .body("tags", hasSize(0))
                .body("concurrency_limit", nullValue())
                .body("overlap", equalTo("queue"))
                .body("response_output_template", nullValue())
                .body("request.follow_redirects", equalTo(0))
                .body("request.missing_secret", equalTo("send"))
                .body("request.response_matcher", nullValue());
    }

    @Test
    void aPatchLeavesAloneWhatIsAbsent() {
        JsonPath before = create(FULL).extract().jsonPath();

        Map<String, Object> after = patch(before.getString("id"), "{\"name\": \"other\"}")
                .extract()
                .jsonPath()
                .getMap("");

        Map<String, Object> expected = before.getMap("");
        expected.put("name", "other");
        expected.put("updated_at", after.get("updated_at"));
        assertThat(after).isEqualTo(expected);
        assertThat(row(before.getString("id"))).containsEntry("secrets", "{api-key,b.2}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"tags\": null}|tags|[]",
                "{\"concurrency_limit\": null}|concurrency_limit|null",
                "{\"overlap\": null}|overlap|queue",
                "{\"response_output_template\": null}|response_output_template|null",
                "{\"request\": {\"follow_redirects\": null}}|request.follow_redirects|0",
                "{\"request\": {\"missing_secret\": null}}|request.missing_secret|send",
                "{\"request\": {\"response_matcher\": null}}|request.response_matcher|null",
                "{\"tags\": [\"c\"]}|tags|[c]",
                "{\"response_output_template\": {\"b\": 1}}|response_output_template|[b:1]",
            })
    void aPatchResetsByNullAndReplacesAsAWhole(String patch, String field, String value) {
        String id = create(FULL).extract().path("id");

        JsonPath after = patch(id, patch).extract().jsonPath();

        assertThat(after.getString(field) == null ? "null" : after.getString(field))
                .isEqualTo(value);
    }

    @Test
    void aMatcherIsReplacedAsAWhole() {
        String id = create(FULL).extract().path("id");

        patch(
                        id,
                        "{\"request\": {\"response_matcher\": {\"rules\": [{\"source\": \"header\", \"name\": \"x\","
                                + " \"operator\": \"exists\"}]}}}")
                .body("request.response_matcher.mode", nullValue())
                .body("request.response_matcher.rules.source", contains("header"))
                .body("request.follow_redirects", equalTo(3));
    }

    @Test
    void theNamesOfSecretsFollowTheHeaders() {
        String id = create(FULL).extract().path("id");

        patch(id, "{\"request\": {\"headers\": {\"A\": \"secret://c\"}}}");
        assertThat(row(id)).containsEntry("secrets", "{c}");

        patch(id, "{\"request\": {\"headers\": null}}");
        assertThat(row(id)).containsEntry("secrets", "{}");
    }

    @Test
    void whatWasReadCanBeSentBack() {
        String read = create(FULL).extract().asString();

        Map<String, Object> written =
                patch(JsonPath.from(read).get("id"), read).extract().jsonPath().getMap("");

        Map<String, Object> expected = JsonPath.from(read).getMap("");
        expected.put("updated_at", written.get("updated_at"));
        assertThat(written).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"tags\": \"a\"}|tags|array",
                "{\"tags\": [7]}|tags[0]|string",
                "{\"tags\": [null]}|tags[0]|string",
                "{\"tags\": [\"a\", \"a\"]}|tags|unique_elements",
                "{\"tags\": [\"\"]}|tags[0]|pattern",
                "{\"tags\": [\" a\"]}|tags[0]|pattern",
                "{\"tags\": [\"a\\nb\"]}|tags[0]|pattern",
                "{\"concurrency_limit\": 0}|concurrency_limit|range",
                "{\"concurrency_limit\": 1001}|concurrency_limit|range",
                "{\"concurrency_limit\": \"1\"}|concurrency_limit|integer",
                "{\"overlap\": \"SKIP\"}|overlap|one_of",
                "{\"response_output_template\": \"{{response.status}}\"}|response_output_template|unknown_value",
                "{\"response_output_template\": {\"a\": \"{{nonsense}}\"}}|response_output_template.a|template",
                "{\"idempotency_key_\": \"x\"}|idempotency_key_|unknown_field",
                "{\"request\": {\"follow_redirects\": 6}}|request.follow_redirects|range",
                "{\"request\": {\"follow_redirects\": true}}|request.follow_redirects|integer",
                "{\"request\": {\"missing_secret\": \"ignore\"}}|request.missing_secret|one_of",
                "{\"request\": {\"response_matcher\": []}}|request.response_matcher|object",
                "{\"request\": {\"response_matcher\": {}}}|request.response_matcher.rules|range",
                "{\"request\": {\"response_matcher\": {\"rules\": [{\"source\": \"body\", \"operator\": \"matches\", \"value\": \"(\"}]}}}|request.response_matcher.rules[0].value|syntax",
                "{\"request\": {\"response_matcher\": {\"rules\": [{\"source\": \"json\", \"path\": \"$[?(1)]\", \"operator\": \"exists\"}]}}}|request.response_matcher.rules[0].path|unknown_value",
                "{\"request\": {\"response_matcher\": {\"rules\": [null]}}}|request.response_matcher.rules[0]|object",
                "{\"request\": {\"response_matcher\": {\"rules\": [], \"x\": 1}}}|request.response_matcher.x|unknown_field",
                "{\"request\": {\"url\": \"https://{{uuid}}.example.com/\"}}|request.url|template",
                "{\"request\": {\"url\": \"https://example.com/{{nonsense}}\"}}|request.url|template",
                "{\"request\": {\"url\": \"https://example.com/{{uuid\"}}|request.url|template",
                "{\"request\": {\"url\": \"https://example.com/{uuid}\"}}|request.url|url",
                "{\"request\": {\"headers\": {\"A\": \"{{nonsense}}\"}}}|request.headers.A|template",
                "{\"request\": {\"headers\": {\"A\": \"secret://{{uuid}}\"}}}|request.headers.A|template",
                "{\"request\": {\"body\": {\"{{uuid}}\": 1}}}|request.body.{{uuid}}|template",
                "{\"request\": {\"body\": [[\"{{nonsense}}\"]]}}|request.body[0][0]|template",
            })
    void refusesWhatNoExecutionCouldUse(String patch, String field, String rule) {
        UUID id = cast.job("recurring", "{\"every_n_minutes\": 5}");

        cast.alice(patch)
                .patch("/v1/jobs/" + id)
                .then()
                .statusCode(400)
                .body("error.details[0].field", equalTo(field))
                .body("error.details[0].rule", equalTo(rule));
    }

    @Test
    void tagsAreFewAndShort() {
        String many = IntStream.range(0, 21).mapToObj(i -> "\"t" + i + "\"").collect(Collectors.joining(","));
        UUID id = cast.job("recurring", "{\"every_n_minutes\": 5}");
        for (String tags : List.of(many, "\"" + "x".repeat(51) + "\"")) {
            cast.alice("{\"tags\": [" + tags + "]}")
                    .patch("/v1/jobs/" + id)
                    .then()
                    .statusCode(400)
                    .body("error.details[0].field", startsWith("tags"));
        }
    }

    @Test
    void findsJobsByAllOfTheTagsAskedFor() {
        String ab = create(FULL.replace("\"Ä 1\"", "\"a, c\"")).extract().path("id");
        String b = create(FULL.replace(", \"Ä 1\"", "")).extract().path("id");
        create(FULL.replace("[\"b\", \"Ä 1\"]", "[]"));

        cast.alice().queryParam("tag", "b").get("/v1/jobs").then().body("data.id", contains(b, ab));
        cast.alice().queryParam("tag", "b", "a, c").get("/v1/jobs").then().body("data.id", contains(ab));
        cast.alice().queryParam("tag", "B").get("/v1/jobs").then().body("data", hasSize(0));
        cast.alice()
                .queryParam("tag", "b")
                .queryParam("state", "paused")
                .get("/v1/jobs")
                .then()
                .body("data", hasSize(0));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aLimitHoldsForTheOpenExecutionsFromTheAnswerOn(boolean isSet) {
        UUID job = UUID.fromString(create(isSet ? FULL.replace("\"concurrency_limit\": 2,", "") : FULL)
                .extract()
                .path("id"));
        UUID queued = runNow(job);
        UUID running = runNow(job);
        UUID over = runNow(job);
        write("UPDATE execution SET status = 'running' WHERE id = ?", running);
        write("UPDATE execution SET status = 'succeeded' WHERE id = ?", over);
        assertThat(List.of(limited(queued), limited(running), limited(over))).containsOnly(!isSet);

        patch(job.toString(), "{\"concurrency_limit\": " + (isSet ? "1" : "null") + "}");

        assertThat(List.of(limited(queued), limited(running))).containsOnly(isSet);
        assertThat(limited(over)).isEqualTo(!isSet);
        assertThat(limited(runNow(job))).isEqualTo(isSet);
    }

    @Test
    void theFirstRunOfAOneTimeJobKnowsTheLimit() {
        String id = create(FULL.replace("recurring", "one_time").replace("{\"every_n_minutes\": 5}", "{}"))
                .extract()
                .path("id");

        assertThat(rows("SELECT concurrency_limited FROM execution WHERE job_id = ?", UUID.fromString(id)))
                .containsExactly(Map.of("concurrency_limited", true));
    }

    private UUID runNow(UUID job) {
        return UUID.fromString(cast.alice()
                .post("/v1/jobs/" + job + "/run-now")
                .then()
                .statusCode(202)
                .extract()
                .path("id"));
    }

    private static boolean limited(UUID execution) {
        return (boolean) rows("SELECT concurrency_limited FROM execution WHERE id = ?", execution)
                .get(0)
                .get("concurrency_limited");
    }

    private ValidatableResponse create(String body) {
        return cast.alice(body).post("/v1/jobs").then().statusCode(201);
    }

    private ValidatableResponse patch(String id, String body) {
        return cast.alice(body).patch("/v1/jobs/" + id).then().statusCode(200);
    }

    private static Map<String, Object> row(String id) {
        return rows("""
                        SELECT overlap, secret_names::text AS secrets, response_output_template::text AS template,
                               request #>> '{response_matcher,rules,0,value}' AS expected
                        FROM job WHERE id = ?
                        """, UUID.fromString(id)).get(0);
    }
}

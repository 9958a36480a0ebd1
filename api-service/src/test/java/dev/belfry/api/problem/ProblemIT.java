package dev.belfry.api.problem;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import dev.belfry.api.testing.Cast;
import dev.belfry.embedded.testing.ServersResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Nothing that a client sends is answered in another shape, or with a 5xx. */
@QuarkusTest
@WithTestResource(ServersResource.class)
class ProblemIT {

    private static final String NO_ID = "00000000-0000-7000-8000-000000000000";

    private final Cast cast = new Cast();

    @TestHTTPResource("/v1/jobs")
    URI jobs;

    @ParameterizedTest
    @ValueSource(strings = {"/", "/nope", "/v1", "/v1/nope", "/v1/jobs/x/y/z", "/v1/jobs/" + NO_ID + "/nope"})
    void unknownPathsAreNotFound(String path) {
        given().get(path)
                .then()
                .statusCode(404)
                .contentType("application/json")
                .body("error.code", equalTo("not_found"));
    }

    @ParameterizedTest
    @ValueSource(ints = {4097, 30_000})
    void aUriThatIsTooLongIsToldInTheErrorShape(int length) {
        cast.alice()
                .get("/v1/jobs?q=" + "x".repeat(length - "/v1/jobs?q=".length()))
                .then()
                .statusCode(414)
                .contentType("application/json")
                .body("error.code", equalTo("uri_too_long"));
    }

    @ParameterizedTest
    @CsvSource({
        "PUT,/v1/jobs,'GET, HEAD, OPTIONS, POST'",
        "POST,/v1/jobs/x,'DELETE, GET, HEAD, OPTIONS, PATCH'",
        "GET,/v1/jobs/x/pause,'OPTIONS, POST'",
        "DELETE,/v1/jobs/x/notification-rules,'GET, HEAD, OPTIONS, POST'",
        "PATCH,/v1/executions,'GET, HEAD, OPTIONS'",
    })
    void otherMethodsAreToldWhichOnesAreAllowed(String method, String path, String allowed) {
        cast.alice()
                .request(method, path)
                .then()
                .statusCode(405)
                .header("Allow", equalTo(allowed))
                .body("error.code", equalTo("method_not_allowed"));
    }

    @ParameterizedTest
    @CsvSource({
        "/v1/jobs,'GET, HEAD, OPTIONS, POST'",
        "/v1/jobs/x,'DELETE, GET, HEAD, OPTIONS, PATCH'",
        "/v1/jobs/import,'DELETE, GET, HEAD, OPTIONS, PATCH, POST'",
    })
    void optionsTellsWhatAPathServes(String path, String allowed) {
        cast.alice().options(path).then().statusCode(204).header("Allow", equalTo(allowed));
        given().options("/v1/nope").then().statusCode(404);
    }

    @Test
    void otherMediaTypesAreRefusedInJson() {
        cast.alice()
                .contentType("text/plain")
                .body("x")
                .post("/v1/jobs")
                .then()
                .statusCode(415)
                .body("error.code", equalTo("unsupported_media_type"));
        cast.alice()
                .accept("text/html")
                .get("/v1/jobs")
                .then()
                .statusCode(406)
                .contentType("application/json")
                .body("error.code", equalTo("not_acceptable"));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void bodiesOverOneMebibyteAreTooLarge(boolean isChunked) throws Exception {
        for (int size : new int[] {1024 * 1024 + 1, 5 * 1024 * 1024, 12 * 1024 * 1024}) {
            byte[] body = new byte[size];
            HttpResponse<String> answer = post(
                    isChunked
                            ? BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body))
                            : BodyPublishers.ofByteArray(body));
            assertThat(answer.statusCode()).isEqualTo(413);
            assertThat(answer.body()).startsWith("{\"error\":{\"code\":\"payload_too_large\"");
        }
    }

    @Test
    void aBodyOfOneMebibyteIsRead() throws Exception {
        String start = "{\"name\": \"large\", \"kind\": \"one_time\","
                + " \"request\": {\"url\": \"https://example.com/\", \"body\": \"";
        String body = start + "x".repeat(1024 * 1024 - start.length() - 3) + "\"}}";

        HttpResponse<String> answer = post(BodyPublishers.ofString(body));

        assertThat(body).hasSize(1024 * 1024);
        assertThat(answer.statusCode()).isEqualTo(201);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"name\": }|json",
                "{\"name\": \"a\"|json",
                "{\"name\": \"a\"} {}|json",
                "{\"name\": \"a\", \"name\": \"b\"}|json",
                "{'name': 'a'}|json",
                "{\"name\": NaN}|json",
                "[]|object",
                "null|object",
                "\"text\"|object",
                "{\"name\": \"a\\u0000b\"}|characters",
                "{\"\\u0000\": 1}|characters",
                "{\"name\": \"\\ud800\"}|characters",
                "{\"name\": 1e400}|number",
                "{\"name\": 1e-99999999}|number",
                "{\"name\": 1e2147483648}|number",
                "{\"name\": -1.5e-2147483649}|number",
                "{\"name\": 1e99999999999999999999}|number",
            })
    void whatIsNoStorableJsonObjectIsRefused(String body, String rule) {
        cast.alice(body)
                .post("/v1/jobs")
                .then()
                .statusCode(400)
                .body("error.code", equalTo("validation_error"))
                .body("error.details[0].rule", equalTo(rule));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"name\": }|Unexpected character '}'",
                "{\"name\": oops}|unrecognized token",
                "{\"name\": \"a\"|it ends before it is complete",
                "{} {}|something follows the object",
                "{\"a\": 1, \"a\": 2}|Duplicate",
                "{\"a\": \"b\u0001\"}|code 1",
            })
    void brokenJsonIsToldInWordsForItsAuthor(String body, String message) {
        String told =
                cast.alice(body.replace("\\u0001", "\u0001")).post("/v1/jobs").path("error.message");

        assertThat(told).contains(message).doesNotContain("Feature", "Source", "`", "CTRL", "JsonToken");
    }

    @Test
    void anUnknownFieldIsToldWithItsValueUnlessThatMayBeASecret() {
        cast.alice("{\"colour\": \"red\", \"request\": {\"token\": \"t0p\"}}")
                .post("/v1/jobs")
                .then()
                .body("error.details.find { it.field == 'colour' }.value", equalTo("red"))
                .body("error.details.find { it.field == 'request.token' }.value", equalTo(null));
    }

    @Test
    void brokenJsonIsToldWhereItBreaks() {
        cast.alice("{\n  \"name\": oops}")
                .post("/v1/jobs")
                .then()
                .statusCode(400)
                .body("error.message", containsString("line 2, column"));
    }

    @Test
    void extremeDocumentsAreRefusedAndNotServed() throws Exception {
        String deep = "{\"a\":" + "[".repeat(100_000) + "]".repeat(100_000) + "}";
        String longNumber = "{\"a\":" + "9".repeat(100_000) + "}";
        String manyNumbers = "{\"request\": {\"body\": [" + "1e300,".repeat(100_000) + "1]}}";
        for (String body : new String[] {deep, longNumber, manyNumbers, ""}) {
            assertThat(post(BodyPublishers.ofString(body)).statusCode()).isEqualTo(400);
        }
        byte[] latin1 = "{\"name\": \"é\"}".getBytes(StandardCharsets.ISO_8859_1);
        assertThat(post(BodyPublishers.ofByteArray(latin1)).body()).contains("UTF-8");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "unknown fields",
                "wrong types",
                "bad ranges",
                "unstorable keys",
                "deep below long keys",
                "long keys"
            })
    void aBodyFullOfMistakesIsRefusedQuicklyAndBriefly(String mistakes) throws Exception {
        String body = full(mistakes);
        assertThat(body).hasSizeBetween(900_000, 1024 * 1024);

        HttpResponse<String> answer = assertTimeout(Duration.ofSeconds(10), () -> post(BodyPublishers.ofString(body)));

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).hasSizeLessThan(100_000);
        JsonPath error = JsonPath.from(answer.body());
        assertThat(error.getList("error.details")).hasSizeBetween(1, 100);
        boolean all = List.of("wrong types", "bad ranges", "long keys").contains(mistakes);
        assertThat(error.getString("error.message").contains("the rest is left out"))
                .isNotEqualTo(all);
    }

    private static String full(String mistakes) {
        return switch (mistakes) {
            case "unknown fields" -> numbered(90_000, "{", "\"f%05d\":1", "}");
            case "wrong types" -> numbered(60_000, "{\"request\":{\"headers\":{", "\"h%05d\":false", "}}}");
            case "bad ranges" -> "{\"retry_policy\":{\"retry_on_statuses\":[" + "1,".repeat(500_000) + "1]}}";
            case "unstorable keys" -> numbered(60_000, "{", "\"%05d\\u0000\":1", "}");
            case "deep below long keys" -> {
                String key = "{\"" + "k".repeat(45_000) + "\":";
                yield numbered(30_000, key.repeat(10) + "{", "\"%05d\\u0000\":1", "}".repeat(11));
            }
            default -> numbered(20, "{", "\"%d" + ".".repeat(47_000) + "\":1", "}");
        };
    }

    private static String numbered(int count, String start, String field, String end) {
        return IntStream.range(0, count).mapToObj(field::formatted).collect(Collectors.joining(",", start, end));
    }

    @Test
    void everythingThatIsWrongIsToldAtOnce() {
        cast.alice("""
                        {"name": 7, "kind": "cron", "colour": "red", "schedule": {"cron": "61 * * * *", "timezone": "Mars/X"},
                         "request": {"url": "ftp://example.com", "method": "get", "timeout_seconds": "15",
                                     "success_statuses": [], "headers": {"Host": "x", "a": "1", "A": "2"}, "cookies": 1},
                         "retry_policy": {"max_attempts": 11, "retry_on_statuses": [99, 200]}}
                        """)
                .post("/v1/jobs")
                .then()
                .statusCode(400)
                .body(
                        "error.details.field",
                        hasItems(
                                "name",
                                "colour",
                                "schedule.cron",
                                "schedule.timezone",
                                "request.url",
                                "request.method",
                                "request.timeout_seconds",
                                "request.success_statuses",
                                "request.headers.Host",
                                "request.headers.A",
                                "request.cookies",
                                "retry_policy.max_attempts",
                                "retry_policy.retry_on_statuses[0]"))
                .body("error.details.find { it.field == 'name' }.value", equalTo(7))
                .body("error.details.find { it.field == 'request.timeout_seconds' }.value", equalTo("15"))
                .body("error.details.find { it.field == 'request.headers.Host' }.value", equalTo(null));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "name|' '|non_blank",
                "name|null|required",
                "kind|'CRON'|one_of",
                "state|'completed'|one_of",
                "schedule|[]|object",
                "schedule.every_n_minutes|0|range",
                "schedule.every_n_minutes|1441|range",
                "schedule.every_n_minutes|1.0|integer",
                "schedule.every_n_minutes|99999999999999999999|integer",
                "schedule.every_n_minutes|null|required",
                "schedule.run_at|'2099-01-01T00:00:00Z'|not_allowed",
                "schedule.starts_at|'tomorrow'|timestamp",
                "schedule.jitter_seconds|3601|range",
                "request|null|required",
                "request.url|null|required",
                "request.url|''|size",
                "request.url|'https://user:pw@example.com/'|url",
                "request.url|'http://10.0.0.1/'|blocked_target",
                "request.url|'http://169.254.169.254/latest'|blocked_target",
                "request.timeout_seconds|0|range",
                "request.timeout_seconds|301|range",
                "request.success_statuses|[600]|range",
                "request.success_statuses|[null]|integer",
                "request.success_statuses|'200'|array",
                "request.headers|[]|object",
                "request.headers|{'x': 1}|string",
                "request.headers|{'Proxy-Authorization': 'x'}|header",
                "request.headers|{'a b': 'x'}|header",
                "request.headers|{'a': 'x\\ny'}|header",
                "retry_policy.max_attempts|0|range",
                "retry_policy.max_attempts|true|integer",
            })
    void eachRangeIsKept(String field, String value, String rule) {
        String[] path = field.split("\\.");
        String json = value.replace('\'', '"');
        String nested = path.length == 1 ? json : "{\"" + path[1] + "\": " + json + "}";
        String id = cast.job("recurring", "{\"every_n_minutes\": 5}").toString();

        cast.alice("{\"" + path[0] + "\": " + nested + "}")
                .patch("/v1/jobs/" + id)
                .then()
                .statusCode(400)
                .body("error.details[0].field", startsWith(field))
                .body("error.details[0].rule", equalTo(rule));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/jobs?limit=0",
                "/v1/jobs?cursor=x",
                "/v1/jobs?state=gone",
                "/v1/jobs?kind=CRON",
                "/v1/jobs?q=%00",
                "/v1/jobs?colour=red",
                "/v1/executions?limit=101",
                "/v1/executions?status=lost",
                "/v1/executions?source=x",
                "/v1/executions?job_id=x",
                "/v1/executions?job_name=%00",
                "/v1/executions?from=yesterday",
                "/v1/executions?to=2026-13-01T00:00:00Z",
                "/v1/notification-channels?limit=x",
                "/v1/notification-deliveries?channel_id=x",
            })
    void badFiltersAreRefused(String path) {
        cast.alice()
                .urlEncodingEnabled(false)
                .get(path)
                .then()
                .statusCode(400)
                .body("error.code", equalTo("validation_error"))
                .body("error.details[0].field", equalTo(path.replaceAll(".*\\?|=.*", "")));
    }

    private HttpResponse<String> post(HttpRequest.BodyPublisher body) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(jobs)
                .header("Authorization", "Bearer " + cast.aliceToken())
                .header("Content-Type", "application/json")
                .POST(body)
                .build();
        return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    }
}

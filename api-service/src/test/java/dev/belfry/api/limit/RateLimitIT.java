package dev.belfry.api.limit;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import dev.belfry.api.testing.Cast;
import dev.belfry.api.testing.Pinged;
import dev.belfry.core.token.ApiToken;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a client meets. Each test calls as somebody else, from an address of its own that a trusted proxy names. */
@QuarkusTest
@WithTestResource(FewAllowed.class)
class RateLimitIT {

    private final Cast cast = new Cast();
    private final String address =
            "2001:db8:" + Integer.toHexString(ThreadLocalRandom.current().nextInt(0x10000)) + ":"
                    + Integer.toHexString(ThreadLocalRandom.current().nextInt(0x10000)) + "::1";

    @Test
    void theHeadersCountDownAndThenTheTokenIsRefused() {
        List<Response> answers =
                times(FewAllowed.BY_TOKEN + 1, () -> cast.alice().get("/v1/jobs"));

        assertThat(answers.stream().map(Response::statusCode)).containsExactly(200, 200, 429);
        for (String family : List.of("RateLimit-", "x-ratelimit-")) {
            assertThat(answers.stream().map(one -> one.header(family + "Limit")))
                    .containsOnly("2");
            assertThat(answers.stream().map(one -> one.header(family + "Remaining")))
                    .containsExactly("1", "0", "0");
        }
        assertThat(answers.get(0).header("Retry-After")).isNull();
        Response refused = answers.get(FewAllowed.BY_TOKEN);
        assertThat(Integer.parseInt(refused.header("Retry-After"))).isBetween(1, 30);
        assertThat(refused.header("RateLimit-Reset")).isEqualTo(refused.header("Retry-After"));
        assertThat(Long.parseLong(refused.header("x-ratelimit-reset"))
                        - Clock.systemUTC().millis())
                .isBetween(0L, 30_000L);
        refused.then()
                .contentType("application/json")
                .body("error.code", equalTo("rate_limited"))
                .body("error.message", containsString("2 in 1 min"));
    }

    @Test
    void eachTokenHasItsOwnAllowance() {
        times(FewAllowed.BY_TOKEN + 1, () -> cast.alice().get("/v1/jobs"));

        cast.bob().get("/v1/jobs").then().statusCode(200);
        cast.charlie().get("/v1/jobs").then().statusCode(200);
    }

    @Test
    void aToolDrawsOnTheAllowanceOfItsTokenWhereverThatStands() {
        cast.alice().get("/v1/jobs").then().statusCode(200);
        String inHeader = here(cast.alice(toolCall("{}"))).post("/mcp").asString();
        String inArguments = here(given().contentType("application/json"))
                .body(toolCall("{\"token\": \"" + cast.aliceToken() + "\"}"))
                .post("/mcp")
                .asString();

        assertThat(inHeader).contains("structuredContent");
        assertThat(inArguments).contains("rate_limited", "2 in 1 min");
        here(cast.alice(toolCall("{}"))).post("/mcp").then().statusCode(429);
    }

    private static String toolCall(String arguments) {
        return """
                {"jsonrpc": "2.0", "id": 1, "method": "tools/call", "params": {"name": "list_jobs", "arguments": %s}}
                """.formatted(arguments);
    }

    @Test
    void wrongTokensDrawOnTheirAddress() {
        List<Response> answers =
                times(FewAllowed.BY_ADDRESS + 1, () -> here(wrongToken()).get("/v1/jobs"));

        assertThat(answers.stream().map(Response::statusCode)).containsExactly(401, 401, 401, 429);
        assertThat(answers.get(0).header("RateLimit-Limit")).isEqualTo("3");
        answers.get(0).then().header("WWW-Authenticate", equalTo("Bearer")).body("error.code", equalTo("unauthorized"));
        given().get("/v1/jobs").then().header("x-ratelimit-limit", equalTo("3"));
    }

    @Test
    void aValidTokenWorksFromAnAddressThatIsUsedUp() {
        times(FewAllowed.BY_ADDRESS + 1, () -> here(given()).get("/v1/jobs"));

        here(cast.alice()).get("/v1/jobs").then().statusCode(200);
    }

    @Test
    void loginsDrawOnTheirAddressWhateverTheyCarry() {
        List<Response> answers =
                times(FewAllowed.LOGINS + 1, () -> here(cast.alice("{}")).post("/v1/auth/login"));

        assertThat(answers.get(FewAllowed.LOGINS).statusCode()).isEqualTo(429);
        assertThat(answers.stream().limit(FewAllowed.LOGINS).map(Response::statusCode))
                .doesNotContain(429);
        here(given()).post("/v1/auth/signup").then().statusCode(429).body("error.message", containsString("60 min"));
        here(given()).get("/v1/jobs").then().statusCode(401);
    }

    @Test
    void eachMonitorHasAnAllowanceOfPingsWhereverTheyComeFrom() {
        Pinged one = Pinged.hourly(cast);
        Pinged other = Pinged.hourly(cast);
        times(FewAllowed.BY_ADDRESS + 1, () -> here(given()).get("/v1/jobs"));

        List<Response> answers =
                times(FewAllowed.PINGS + 1, () -> here(given()).get("/v1/ping/" + one.token() + "/log"));

        assertThat(answers.stream().map(Response::statusCode)).containsExactly(200, 200, 200, 200, 429);
        assertThat(answers.get(0).header("RateLimit-Limit")).isEqualTo("4");
        here(given()).get("/v1/ping/" + other.token()).then().statusCode(200);
    }

    @Test
    void whoTriesAddressesThatLeadNowhereDrawsOnTheirOwn() {
        List<Response> answers =
                times(FewAllowed.BY_ADDRESS + 1, () -> here(given()).get("/v1/ping/mping_000000000000000000000000"));

        assertThat(answers.stream().map(Response::statusCode)).containsExactly(404, 404, 404, 429);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/nope", "/v1", "/v1/jobs/x", "/v1;a=b/jobs", "/v1/jobs?limit=x"})
    void everyAnswerCarriesTheHeaders(String path) {
        cast.alice()
                .urlEncodingEnabled(false)
                .get(path)
                .then()
                .header("RateLimit-Remaining", equalTo("1"))
                .header("x-ratelimit-remaining", equalTo("1"));
    }

    @Test
    void aBodyArrivesBehindTheGate() {
        String body = "{\"name\": \"" + "x".repeat(100) + "\", \"kind\": \"one_time\","
                + " \"request\": {\"url\": \"https://example.com/\", \"body\": \"" + "y".repeat(500_000) + "\"}}";

        cast.alice(body).post("/v1/jobs").then().statusCode(201).header("RateLimit-Remaining", equalTo("1"));
    }

    @Test
    void whatTheEdgeRefusesUnreadCountsToo() {
        cast.alice()
                .get("/v1/jobs?q=" + "x".repeat(5000))
                .then()
                .statusCode(414)
                .header("RateLimit-Remaining", equalTo("1"));
        cast.alice("x".repeat(1024 * 1024 + 1))
                .post("/v1/jobs")
                .then()
                .statusCode(413)
                .header("RateLimit-Remaining", equalTo("0"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/q/health/live", "/q/metrics", "/openapi.json"})
    void whatIsNotTheApiIsNotLimited(String path) {
        List<Response> answers =
                times(FewAllowed.BY_ADDRESS + 2, () -> here(given()).get(path));

        assertThat(answers).allSatisfy(answer -> {
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.header("RateLimit-Limit")).isNull();
        });
    }

    private RequestSpecification here(RequestSpecification request) {
        return request.header("X-Forwarded-For", address);
    }

    private static RequestSpecification wrongToken() {
        return given().header(
                        "Authorization",
                        "Bearer " + ApiToken.generate(new SecureRandom()).value());
    }

    private static List<Response> times(int count, Supplier<Response> request) {
        return IntStream.range(0, count).mapToObj(i -> request.get()).toList();
    }
}

package dev.belfry.api.auth;

import static dev.belfry.embedded.testing.TestWorkspace.write;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import dev.belfry.api.testing.Cast;
import dev.belfry.core.token.ApiToken;
import dev.belfry.embedded.testing.ServersResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may do what, for every endpoint that the API's own description names. */
@QuarkusTest
@WithTestResource(ServersResource.class)
class AccessIT {

    private final Cast cast = new Cast();

    private record Endpoint(String method, String path) {}

    @Test
    void everyEndpointAsksWhoCalls() {
        assertThat(endpoints())
                .hasSizeGreaterThan(20)
                .allSatisfy(endpoint -> send(given(), endpoint, UUID.randomUUID())
                        .then()
                        .statusCode(401)
                        .header("WWW-Authenticate", equalTo("Bearer"))
                        .body("error.code", equalTo("unauthorized")));
    }

    @Test
    void aMemberMayReadOnly() {
        Set<String> reads = Set.of("GET /v1/executions", "POST /v1/schedules/preview");
        assertThat(endpoints()).allSatisfy(endpoint -> {
            Response answer = send(cast.bob(), endpoint, UUID.randomUUID());
            boolean isRead =
                    endpoint.method().equals("GET") || reads.contains(endpoint.method() + " " + endpoint.path());
            if (isRead) {
                assertThat(answer.statusCode()).isIn(200, 400, 404);
            } else {
                answer.then().statusCode(403).body("error.code", equalTo("forbidden"));
            }
        });
    }

    @Test
    void anotherWorkspacesThingsDoNotExist() {
        // given
        UUID job = cast.job("cron", "{\"cron\": \"0 0 1 1 *\"}");
        UUID execution = id(cast.alice().post("/v1/jobs/" + job + "/run-now"));
        UUID channel = id(
                cast.alice("{\"name\": \"c\", \"type\": \"webhook\", \"config\": {\"url\": \"https://example.com/\"}}")
                        .post("/v1/notification-channels"));
        String rule = "{\"channel_id\": \"" + channel + "\", \"event\": \"on_failure\"}";
        UUID attached = id(cast.alice(rule).post("/v1/jobs/" + job + "/notification-rules"));
        String before = cast.alice().get("/v1/jobs/" + job).asString();

        // when, then
        for (Endpoint endpoint : endpoints()) {
            for (UUID id : List.of(job, execution, channel, attached)) {
                if (endpoint.path().contains("{id}")) {
                    String body = endpoint.path().endsWith("rules") ? rule : "{}";
                    send(cast.charlie(), endpoint, id, body)
                            .then()
                            .statusCode(404)
                            .body("error.code", equalTo("not_found"));
                }
            }
        }
        for (String list : List.of("jobs", "executions", "notification-channels", "notification-deliveries")) {
            cast.charlie().get("/v1/" + list).then().body("data", hasSize(0));
        }
        cast.charlie().get("/v1/executions?job_id=" + job).then().body("data", hasSize(0));
        assertThat(cast.alice().get("/v1/jobs/" + job).asString()).isEqualTo(before);
        cast.alice().get("/v1/jobs/" + job + "/notification-rules").then().body("data", hasSize(1));
        cast.alice().get("/v1/jobs/" + job + "/executions").then().body("data", hasSize(1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"nonsense", "1-1-1-1-1", "%00", "00000000-0000-7000-8000-000000000000"})
    void whatIsNoIdDoesNotExistEither(String id) {
        for (Endpoint endpoint : endpoints()) {
            if (endpoint.path().contains("{id}")) {
                cast.alice()
                        .urlEncodingEnabled(false)
                        .contentType("application/json")
                        .body("{}")
                        .request(endpoint.method(), endpoint.path().replace("{id}", id))
                        .then()
                        .statusCode(404);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Bearer",
                "Bearer ",
                "Bearer cron_pat_x",
                "Basic YWxpY2U6cHc=",
                "cron_pat_x",
                "Bearer eyJhbGciOi.x.y"
            })
    void whatIsNoTokenIsUnauthorized(String header) {
        given().header("Authorization", header).get("/v1/jobs").then().statusCode(401);
    }

    @Test
    void aTokenThatOnlySharesAPrefixIsUnauthorized() {
        ApiToken other = ApiToken.generate(new SecureRandom());
        write(
                "UPDATE api_token SET prefix = ? WHERE workspace_id = ? AND prefix = ?",
                other.prefix(),
                cast.home().id(),
                ApiToken.parse(cast.aliceToken()).orElseThrow().prefix());

        given().header("Authorization", "Bearer " + other.value())
                .get("/v1/jobs")
                .then()
                .statusCode(401);
    }

    @Test
    void aTokenEndsWithItsCreatorsMembership() {
        cast.alice().get("/v1/jobs").then().statusCode(200);

        write("DELETE FROM membership WHERE workspace_id = ?", cast.home().id());

        await().atMost(Duration.ofSeconds(15))
                .untilAsserted(() -> cast.alice().get("/v1/jobs").then().statusCode(401));
    }

    @Test
    void theSchemeIsReadInAnyCase() {
        given().header("Authorization", "bearer " + cast.aliceToken())
                .get("/v1/jobs")
                .then()
                .statusCode(200);
    }

    @Test
    void theDescriptionIsPublicAndCurrent() {
        given().get("/openapi.json")
                .then()
                .statusCode(200)
                .contentType("application/json")
                .body("openapi", equalTo("3.1.0"));
    }

    private static Response send(RequestSpecification request, Endpoint endpoint, UUID id) {
        return send(request, endpoint, id, "{}");
    }

    private static Response send(RequestSpecification request, Endpoint endpoint, UUID id, String body) {
        return request.contentType("application/json")
                .body(body)
                .request(endpoint.method(), endpoint.path().replace("{id}", id.toString()));
    }

    private static List<Endpoint> endpoints() {
        Map<String, Map<String, Object>> paths =
                given().get("/openapi.json").jsonPath().getMap("paths");
        return paths.entrySet().stream()
                .flatMap(path -> path.getValue().keySet().stream()
                        .filter(key ->
                                Stream.of("get", "post", "patch", "delete").anyMatch(key::equals))
                        .map(method -> new Endpoint(method.toUpperCase(Locale.ROOT), path.getKey())))
                .toList();
    }

    private static UUID id(Response answer) {
        return UUID.fromString(answer.path("id"));
    }
}

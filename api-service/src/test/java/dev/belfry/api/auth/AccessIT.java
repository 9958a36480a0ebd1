package dev.belfry.api.auth;

import static dev.belfry.embedded.testing.TestWorkspace.write;
import static io.restassured.RestAssured.given;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import dev.belfry.api.testing.Cast;
import dev.belfry.api.testing.Description;
import dev.belfry.api.testing.Operation;
import dev.belfry.api.testing.Things;
import dev.belfry.core.token.ApiToken;
import dev.belfry.embedded.testing.ServersResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may do what, for every endpoint that the API's own description names. */
@QuarkusTest
@WithTestResource(ServersResource.class)
class AccessIT {

    private final Cast cast = new Cast();
    private final Things things = new Things(cast);
    private Description description;

    /** Not before Quarkus has told where the application listens. */
    @BeforeEach
    void read() {
        description = Description.read();
    }

    @Test
    void everyOperationButTheOpenOnesAsksWhoCalls() {
        assertThat(closed())
                .hasSizeGreaterThan(20)
                .allSatisfy(operation -> operation
                        .send(given(), UUID.randomUUID(), "{}")
                        .then()
                        .statusCode(401)
                        .header("WWW-Authenticate", equalTo("Bearer"))
                        .body(
                                operation.saysIn(),
                                equalTo(operation.says("unauthorized", "Invalid or Missing API key"))));
    }

    @ParameterizedTest
    @EnumSource
    void aRoleMayDoWhatItsScopesSay(Role role) {
        String token = Cast.token(cast.home().id(), role.wireName());

        assertThat(openToTokens()).allSatisfy(operation -> {
            Scope scope = operation.scope().flatMap(Scope::of).orElse(null);
            assertEntered(operation, by(token), scope == null || role.allows(scope));
        });
    }

    @ParameterizedTest
    @EnumSource
    void aTokenWithOneScopeMayDoWhatItSaysAndOneWithAllOthersMayNot(Scope scope) {
        String only = Cast.token(cast.home().id(), "owner", List.of(scope.wireName()));
        String allOthers = Cast.token(
                cast.home().id(),
                "owner",
                Arrays.stream(Scope.values())
                        .filter(other -> other != scope)
                        .map(Scope::wireName)
                        .toList());

        assertThat(openToTokens())
                .filteredOn(operation -> operation.scope().equals(Optional.of(scope.wireName())))
                .allSatisfy(operation -> {
                    assertEntered(operation, by(only), true);
                    assertEntered(operation, by(allOthers), false);
                });
    }

    @Test
    void whatConcernsTheAccountIsInNoTokensPower() {
        assertThat(closed())
                .filteredOn(Operation::needsLogin)
                .hasSizeGreaterThanOrEqualTo(4)
                .allSatisfy(operation -> operation
                        .send(cast.alice(), UUID.randomUUID(), "{}")
                        .then()
                        .statusCode(403)
                        .body("error.code", equalTo("forbidden")));
    }

    private static void assertEntered(Operation operation, RequestSpecification caller, boolean mayEnter) {
        Response answer = operation.send(caller, UUID.randomUUID(), "{}");
        if (mayEnter) {
            assertThat(answer.statusCode()).as(operation.toString()).isNotIn(401, 403);
        } else {
            answer.then()
                    .statusCode(403)
                    .body(operation.saysIn(), equalTo(operation.says("forbidden", "Unauthorized")))
                    .body(
                            operation.isForeign() ? "message" : "error.details[0].message",
                            containsString(operation.scope().orElseThrow()));
        }
    }

    /** Generated from the description: an operation is covered from the day it is added. */
    @Test
    void anotherWorkspacesThingsDoNotExist() {
        // given
        Map<String, String> ours = things.all();
        String before = seenByAlice(ours);

        // when, then
        for (Operation operation : closed()) {
            if (operation.isAboutOneThing() && !operation.path().contains("{ref}")) {
                for (String id : ours.values()) {
                    String body = operation.id().equals("jobRule_create") ? things.rule() : "{}";
                    Response answer = operation.send(cast.charlie(), id, body);
                    answer.then().statusCode(404);
                    if (!operation.isForeign()) {
                        answer.then().body("error.code", equalTo("not_found"));
                    }
                }
            } else if (operation.method().equals("get")) {
                String seen = operation.send(cast.charlie(), "", "").asString();
                assertThat(ours.values()).as("%s answered %s", operation, seen).noneMatch(seen::contains);
            }
        }
        cast.charlie()
                .get("/v1/executions?job_id=" + ours.get("/v1/jobs/"))
                .then()
                .body("data", hasSize(0));
        assertThat(seenByAlice(ours)).isEqualTo(before);
    }

    /** What the lists show, without what passes by itself. */
    private String seenByAlice(Map<String, String> ours) {
        return description.operations().stream()
                .filter(operation -> operation.method().equals("get") && !operation.isOpen())
                .filter(operation -> operation.path().endsWith("s"))
                .map(operation -> {
                    String id = operation.isAboutOneThing() ? things.of(operation) : "";
                    return operation + ": "
                            + operation
                                    .send(cast.alice(), id, "")
                                    .asString()
                                    .replaceAll("\"(last_used_at|from)\":[^,}]+", "");
                })
                .collect(joining("\n"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"nonsense!", "1-1-1-1-1", "%00", "00000000-0000-7000-8000-000000000000"})
    void whatIsNoIdDoesNotExistEither(String id) {
        for (Operation operation : closed()) {
            if (operation.isAboutOneThing()) {
                operation
                        .send(cast.alice().urlEncodingEnabled(false), id, "{}")
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

    private List<Operation> closed() {
        return description.operations().stream()
                .filter(operation -> !operation.isOpen())
                .toList();
    }

    private List<Operation> openToTokens() {
        return closed().stream().filter(operation -> !operation.needsLogin()).toList();
    }

    private static RequestSpecification by(String token) {
        return given().header("Authorization", "Bearer " + token);
    }
}

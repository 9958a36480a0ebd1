package dev.belfry.api.token;

import static dev.belfry.api.testing.Person.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import dev.belfry.api.testing.Person;
import dev.belfry.embedded.testing.ServersResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What API tokens may do, and when they end. */
@QuarkusTest
@WithTestResource(ServersResource.class)
class ApiTokenIT {

    private Person alice;

    /** Not before Quarkus has told where the application listens. */
    @BeforeEach
    void signUp() {
        alice = Person.signUp();
    }

    @Test
    void theValueIsShownOnce() {
        var made = alice.sends("{\"name\": \"ci\"}").post("/v1/api-tokens");

        made.then().statusCode(201).body("scopes", nullValue()).body("expires_at", nullValue());
        String value = made.path("token");
        assertThat(value).startsWith(made.<String>path("prefix"));
        var list = alice.asks().get("/v1/api-tokens");
        list.then().statusCode(200).body("data.name", contains("ci"));
        assertThat(list.asString()).doesNotContain(value).contains(made.<String>path("prefix"));
        with(value).get("/v1/jobs").then().statusCode(200);
    }

    @Test
    void aTokenEndsWithTheOneThatMadeIt() {
        // given
        String end = Instant.now()
                .plus(Duration.ofHours(1))
                .truncatedTo(ChronoUnit.MILLIS)
                .toString();
        var parent = alice.sends("{\"name\": \"parent\", \"expires_at\": \"" + end + "\"}")
                .post("/v1/api-tokens");

        // when
        var child = with(parent.path("token"))
                .contentType("application/json")
                .body("{\"name\": \"child\"}")
                .post("/v1/api-tokens");

        // then
        child.then().statusCode(201);
        assertThat(Instant.parse(child.path("expires_at"))).isEqualTo(Instant.parse(end));
        with(child.path("token")).get("/v1/jobs").then().statusCode(200);
        alice.asks().delete("/v1/api-tokens/" + parent.path("id")).then().statusCode(204);
        with(child.path("token")).get("/v1/jobs").then().statusCode(401);
    }

    @Test
    void aRevokedTokenEndsAtOnce() {
        var made = alice.sends("{\"name\": \"ci\"}").post("/v1/api-tokens");
        String value = made.path("token");
        with(value).get("/v1/jobs").then().statusCode(200);

        alice.asks().delete("/v1/api-tokens/" + made.path("id")).then().statusCode(204);

        with(value).get("/v1/jobs").then().statusCode(401);
        alice.asks().delete("/v1/api-tokens/" + made.path("id")).then().statusCode(404);
    }

    @Test
    void aTokenEndsWhenItExpiresAlsoWhenItWasJustUsed() {
        String value = alice.apiToken("{\"name\": \"short\", \"expires_at\": \"%s\"}"
                .formatted(Instant.now().plus(Duration.ofSeconds(3))));
        with(value).get("/v1/jobs").then().statusCode(200);

        await().atMost(Duration.ofSeconds(4))
                .pollInterval(Duration.ofMillis(100))
                .untilAsserted(() -> with(value).get("/v1/jobs").then().statusCode(401));
    }

    @Test
    void anEndInThePastIsRefused() {
        alice.sends("{\"name\": \"late\", \"expires_at\": \"2020-01-01T00:00:00Z\"}")
                .post("/v1/api-tokens")
                .then()
                .statusCode(400)
                .body("error.details[0].field", equalTo("expires_at"))
                .body("error.details[0].rule", equalTo("future"));
    }

    @Test
    void aTokenDoesWhatItsListSaysAndNothingElse() {
        String value = alice.apiToken("{\"name\": \"reader\", \"scopes\": [\"jobs:read\", \"actions:run:deploy\"]}");

        with(value).get("/v1/jobs").then().statusCode(200);
        with(value)
                .get("/v1/executions")
                .then()
                .statusCode(403)
                .body("error.details[0].message", equalTo("executions:read"));
        with(value).get("/v1/auth/me").then().body("scopes", contains("jobs:read", "actions:run:deploy"));
        with(value).get("/v1/api-tokens").then().statusCode(403);
    }

    @Test
    void aTokenGrantsNothingItsMakerDoesNotHold() {
        String maker = alice.apiToken("{\"name\": \"maker\", \"scopes\": [\"tokens:write\", \"jobs:read\"]}");

        with(maker)
                .contentType("application/json")
                .body("{\"name\": \"more\", \"scopes\": [\"jobs:read\", \"jobs:write\"]}")
                .post("/v1/api-tokens")
                .then()
                .statusCode(403)
                .body("error.details[0].field", equalTo("scopes[1]"))
                .body("error.details[0].message", equalTo("jobs:write"));
        with(maker)
                .contentType("application/json")
                .body("{\"name\": \"as much\"}")
                .post("/v1/api-tokens")
                .then()
                .statusCode(201)
                .body("scopes", contains("jobs:read", "tokens:write"));
    }

    @Test
    void aScopeThatDoesNotExistIsNamed() {
        alice.sends("{\"name\": \"x\", \"scopes\": [\"jobs:read\", \"jobs:delete\", null, 7]}")
                .post("/v1/api-tokens")
                .then()
                .statusCode(400)
                .body("error.code", equalTo("validation_error"));
        alice.sends("{\"name\": \"x\", \"scopes\": []}")
                .post("/v1/api-tokens")
                .then()
                .statusCode(400);
    }

    @Test
    void tellsWhenItWasUsedLast() {
        String value = alice.apiToken("{\"name\": \"used\"}");
        alice.asks().get("/v1/api-tokens").then().body("data[0].last_used_at", nullValue());

        with(value).get("/v1/jobs").then().statusCode(200);

        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            String at = alice.asks().get("/v1/api-tokens").path("data[0].last_used_at");
            assertThat(at).isNotNull();
        });
    }
}

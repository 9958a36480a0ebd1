package dev.belfry.api.recovery;

import static dev.belfry.api.testing.Person.PASSWORD;
import static dev.belfry.api.testing.Person.logIn;
import static dev.belfry.api.testing.Person.post;
import static dev.belfry.api.testing.Person.with;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import dev.belfry.api.testing.MailboxResource;
import dev.belfry.api.testing.Person;
import dev.belfry.embedded.testing.ServersResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What travels by mail, where addresses have to be verified. */
@QuarkusTest
@WithTestResource(ServersResource.class)
@WithTestResource(MailboxResource.class)
class MailIT {

    private static final String JOB = """
            {"name": "a job", "kind": "cron", "schedule": {"cron": "0 0 1 1 *"}, "request": {"url": "https://example.com/"}}
            """;

    @Test
    void whoIsNotVerifiedMayOnlyRead() {
        // given
        var answer = Person.signUp(Person.newEmail());
        answer.then().statusCode(202).body("email_verification_required", equalTo(true));
        Person alice = Person.of(answer);
        alice.sends(JOB)
                .post("/v1/jobs")
                .then()
                .statusCode(403)
                .body("error.code", equalTo("email_verification_required"));
        alice.sends("{\"name\": \"x\"}").post("/v1/workspaces").then().statusCode(403);
        alice.asks().get("/v1/jobs").then().statusCode(200);
        alice.asks().post("/v1/auth/resend-verification").then().statusCode(429).header("Retry-After", "60");

        // when
        String token = token(alice.email(), 1);
        given().get("/v1/auth/verify-email?token=" + token)
                .then()
                .statusCode(200)
                .body("ok", equalTo(true));

        // then
        alice.sends(JOB).post("/v1/jobs").then().statusCode(201);
        alice.asks().get("/v1/auth/me").then().body("user.trust_level", equalTo("verified"));
        given().post("/v1/auth/verify-email?token=" + token).then().statusCode(400);
        given().post("/v1/auth/verify-email").then().statusCode(400);
    }

    @Test
    void aForgottenPasswordIsReplacedByALinkThatOpensOnce() {
        // given
        Person alice = Person.of(Person.signUp(Person.newEmail()));
        String known = "{\"email\": \"%s\"}".formatted(alice.email());
        String unknown = "{\"email\": \"%s\"}".formatted(Person.newEmail());

        // when
        var answer = post("/v1/auth/forgot-password", known);
        assertThat(post("/v1/auth/forgot-password", unknown).asString()).isEqualTo(answer.asString());
        String reset = "{\"token\": \"%s\", \"password\": \"quite another one\"}".formatted(token(alice.email(), 2));
        post("/v1/auth/reset-password", reset).then().statusCode(200);

        // then
        post("/v1/auth/reset-password", reset).then().statusCode(400);
        alice.asks().get("/v1/auth/me").then().statusCode(401);
        logIn(alice.email(), PASSWORD).then().statusCode(401);
        logIn(alice.email(), "quite another one").then().statusCode(200).body("user.trust_level", equalTo("verified"));
    }

    @Test
    void anInvitationArrivesByMailOnly() {
        // given
        Person alice = Person.of(Person.signUp(Person.newEmail()));
        given().get("/v1/auth/verify-email?token=" + token(alice.email(), 1))
                .then()
                .statusCode(200);
        String email = Person.newEmail();

        // when
        alice.sends("{\"email\": \"%s\"}".formatted(email))
                .post("/v1/workspace/invites")
                .then()
                .statusCode(201)
                .body("accept_url", nullValue());
        assertThat(MailboxResource.letters(email).get(0))
                .contains("Alice invites you to the workspace \"Alice's\"")
                .contains("https://belfry.example/accept-invite?token=");
        String session = post(
                        "/v1/auth/accept-invite",
                        "{\"token\": \"%s\", \"name\": \"Dora\", \"password\": \"a long password\"}"
                                .formatted(token(email, 1)))
                .then()
                .statusCode(201)
                .body("user.trust_level", equalTo("verified"))
                .extract()
                .path("token");

        // then
        with(session)
                .get("/v1/workspace")
                .then()
                .statusCode(200)
                .body("id", equalTo(alice.workspace().toString()));
    }

    /** The token of the link in the n-th letter to an address. */
    private static String token(String email, int letter) {
        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(MailboxResource.letters(email)).hasSizeGreaterThanOrEqualTo(letter));
        List<String> letters = MailboxResource.letters(email);
        return letters.get(letter - 1)
                .lines()
                .filter(line -> line.contains("token="))
                .map(line -> line.substring(line.indexOf("token=") + 6).trim())
                .findFirst()
                .orElseThrow();
    }
}

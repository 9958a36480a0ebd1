package dev.belfry.api.account;

import static dev.belfry.api.testing.Person.PASSWORD;
import static dev.belfry.api.testing.Person.logIn;
import static dev.belfry.api.testing.Person.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;

import dev.belfry.api.testing.AtOnce;
import dev.belfry.api.testing.Person;
import dev.belfry.embedded.testing.ServersResource;
import dev.belfry.embedded.testing.TestWorkspace;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Signing up, logging in, and moving between workspaces. */
@QuarkusTest
@WithTestResource(ServersResource.class)
class AccountIT {

    @Test
    void whoSignsUpLogsInAndIsKnown() {
        // given
        String email = Person.newEmail();

        // when
        Person.signUp(email.toUpperCase(java.util.Locale.ROOT))
                .then()
                .statusCode(201)
                .body("email_verification_required", equalTo(false))
                .body("user.trust_level", equalTo("verified"))
                .body("user.email", equalTo(email));
        Response session = logIn(email, PASSWORD);

        // then
        session.then()
                .statusCode(200)
                .body("workspace.name", equalTo("Alice's"))
                .body("workspaces.role", contains("owner"));
        with(session.path("token"))
                .get("/v1/auth/me")
                .then()
                .statusCode(200)
                .body("user.name", equalTo("Alice"))
                .body("role", equalTo("owner"))
                .body("scopes", hasItem("tokens:write"));
        with(session.path("token")).get("/v1/jobs").then().statusCode(200);
    }

    @Test
    void anAddressHasOneAccountAlsoWhenManySignUpAtOnce() {
        String email = Person.newEmail();

        List<Integer> answers = AtOnce.times(6, i -> Person.signUp(email).statusCode());

        assertThat(answers).containsOnly(201, 409);
        assertThat(Collections.frequency(answers, 201)).isEqualTo(1);
        assertThat(TestWorkspace.rows(
                        "SELECT m.* FROM membership m JOIN user_account u ON u.id = m.user_id WHERE u.email = ?",
                        email))
                .hasSize(1);
    }

    @Test
    void aWrongPasswordAndAnUnknownAddressAnswerTheSame() {
        Person alice = Person.signUp();

        Response wrong = logIn(alice.email(), "not the password");
        Response unknown = logIn(Person.newEmail(), "not the password");

        wrong.then().statusCode(401).body("error.code", equalTo("unauthorized"));
        assertThat(unknown.statusCode()).isEqualTo(401);
        assertThat(unknown.asString()).isEqualTo(wrong.asString());
    }

    @Test
    void afterTenFailuresNotEvenTheRightPasswordIsTried() {
        // given
        Person alice = Person.signUp();
        for (int i = 0; i < 10; i++) {
            logIn(alice.email(), "wrong password " + i).then().statusCode(401);
        }

        // when, then
        logIn(alice.email(), PASSWORD)
                .then()
                .statusCode(429)
                .body("error.code", equalTo("rate_limited"))
                .header("Retry-After", matchesPattern("[89][0-9]{2}"));
        TestWorkspace.write("UPDATE login_failure SET window_ends_at = now() WHERE failures >= 10");
        logIn(alice.email(), PASSWORD).then().statusCode(200);
    }

    @Test
    void aLoginForgetsTheFailuresBefore() {
        Person alice = Person.signUp();
        for (int round = 0; round < 2; round++) {
            for (int i = 0; i < 9; i++) {
                logIn(alice.email(), "wrong password").then().statusCode(401);
            }
            logIn(alice.email(), PASSWORD).then().statusCode(200);
        }
    }

    @Test
    void ofManyTriesAtOnceTenAreAnswered() {
        Person alice = Person.signUp();

        List<Integer> answers =
                AtOnce.times(25, i -> logIn(alice.email(), "wrong password").statusCode());

        assertThat(Collections.frequency(answers, 401)).isEqualTo(10);
        assertThat(Collections.frequency(answers, 429)).isEqualTo(15);
    }

    @Test
    void manyRightPasswordsAtOnceAreNoFailures() {
        Person alice = Person.signUp();

        assertThat(AtOnce.times(20, i -> logIn(alice.email(), PASSWORD).statusCode()))
                .containsOnly(200);
    }

    @Test
    void whatIsWrongIsNamedAndNoPasswordIsRepeated() {
        Person.post("/v1/auth/signup", """
                        {"name": "  ", "email": "alice", "password": "geheim", "timezone": "Mars", "plan": "gold"}
                        """)
                .then()
                .statusCode(400)
                .body("error.details.field", hasItem("name"))
                .body("error.details.field", hasItem("email"))
                .body("error.details.field", hasItem("password"))
                .body("error.details.field", hasItem("workspace_name"))
                .body("error.details.field", hasItem("timezone"))
                .body("error.details.field", hasItem("plan"))
                .body(not(org.hamcrest.Matchers.containsString("geheim")));
    }

    @Test
    void goesToAWorkspaceOfOnesOwnAndToNoOther() {
        // given
        Person alice = Person.signUp();
        Person bob = Person.signUp();
        String further = alice.sends("{\"name\": \"Second\", \"timezone\": \"Europe/Berlin\"}")
                .post("/v1/workspaces")
                .then()
                .statusCode(201)
                .body("timezone", equalTo("Europe/Berlin"))
                .extract()
                .path("id");

        // when
        Response moved =
                alice.sends("{\"workspace_id\": \"%s\"}".formatted(further)).post("/v1/auth/switch-workspace");

        // then
        with(moved.path("token")).get("/v1/workspace").then().statusCode(200).body("name", equalTo("Second"));
        alice.asks().get("/v1/workspace").then().body("name", equalTo("Alice's"));
        alice.asks().get("/v1/auth/workspaces").then().body("data.workspace.name", contains("Second", "Alice's"));
        for (UUID foreign : List.of(bob.workspace(), UUID.randomUUID())) {
            alice.sends("{\"workspace_id\": \"%s\"}".formatted(foreign))
                    .post("/v1/auth/switch-workspace")
                    .then()
                    .statusCode(404);
        }
    }

    @Test
    void anApiTokenCannotActForTheAccount() {
        Person alice = Person.signUp();
        alice.sends("{\"name\": \"Second\"}").post("/v1/workspaces").then().statusCode(201);
        String token = alice.apiToken("{\"name\": \"ci\"}");

        for (String path : List.of(
                "/v1/auth/switch-workspace",
                "/v1/auth/change-password",
                "/v1/auth/resend-verification",
                "/v1/workspaces")) {
            with(token)
                    .contentType("application/json")
                    .body("{}")
                    .post(path)
                    .then()
                    .statusCode(403);
        }
        with(token).get("/v1/auth/workspaces").then().body("data", hasSize(1));
    }

    @Test
    void anotherPasswordEndsEveryLoginBefore() {
        // given
        Person alice = Person.signUp();
        String token = alice.apiToken("{\"name\": \"ci\"}");
        alice.sends("{\"current_password\": \"wrong wrong\", \"new_password\": \"another password\"}")
                .post("/v1/auth/change-password")
                .then()
                .statusCode(400)
                .body("error.details.field", contains("current_password"));

        // when
        Response changed = alice.sends(
                        "{\"current_password\": \"%s\", \"new_password\": \"another password\"}".formatted(PASSWORD))
                .post("/v1/auth/change-password");

        // then
        alice.asks().get("/v1/auth/me").then().statusCode(401);
        with(changed.path("token")).get("/v1/auth/me").then().statusCode(200);
        with(token).get("/v1/auth/me").then().statusCode(200);
        logIn(alice.email(), PASSWORD).then().statusCode(401);
        logIn(alice.email(), "another password").then().statusCode(200);
    }
}

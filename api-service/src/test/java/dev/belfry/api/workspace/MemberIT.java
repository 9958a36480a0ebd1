package dev.belfry.api.workspace;

import static dev.belfry.api.testing.Person.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import dev.belfry.api.testing.AtOnce;
import dev.belfry.api.testing.Person;
import dev.belfry.embedded.testing.ServersResource;
import dev.belfry.embedded.testing.TestWorkspace;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who belongs to a workspace. Without a mail server. */
@QuarkusTest
@WithTestResource(ServersResource.class)
class MemberIT {

    private static final String JOB = """
            {"name": "a job", "kind": "cron", "schedule": {"cron": "0 0 1 1 *"}, "request": {"url": "https://example.com/"}}
            """;

    private Person alice;
    private Person bob;

    /** Not before Quarkus has told where the application listens. */
    @BeforeEach
    void signUp() {
        alice = Person.signUp();
        bob = Person.signUp();
    }

    @Test
    void changesOnlyWhatItNames() {
        alice.sends("{\"name\": \"Renamed\"}").patch("/v1/workspace").then().statusCode(200);
        alice.sends("{\"timezone\": \"Asia/Tokyo\", \"id\": \"ignored\"}")
                .patch("/v1/workspace")
                .then()
                .statusCode(200)
                .body("name", equalTo("Renamed"))
                .body("timezone", equalTo("Asia/Tokyo"));
        alice.sends("{\"name\": null}").patch("/v1/workspace").then().statusCode(400);
    }

    @Test
    void whoHasAnAccountIsAMemberAtOnceAndOnlyOnce() {
        String invitation = "{\"email\": \"%s\", \"role\": \"member\"}".formatted(bob.email());

        alice.sends(invitation)
                .post("/v1/workspace/invites")
                .then()
                .statusCode(201)
                .body("status", equalTo("joined"))
                .body("user_id", equalTo(bob.id().toString()))
                .body("accept_url", nullValue());
        alice.sends(invitation).post("/v1/workspace/invites").then().statusCode(409);
        alice.asks().get("/v1/workspace/members").then().body("data.role", contains("member", "owner"));
    }

    @Test
    void aNewRoleHoldsAtOnce() {
        // given
        String login = alice.takeIn(bob, "member");
        with(login)
                .contentType("application/json")
                .body(JOB)
                .post("/v1/jobs")
                .then()
                .statusCode(403);

        // when
        alice.sends("{\"role\": \"admin\"}")
                .patch("/v1/workspace/members/" + bob.id())
                .then()
                .statusCode(200)
                .body("role", equalTo("admin"));

        // then
        with(login)
                .contentType("application/json")
                .body(JOB)
                .post("/v1/jobs")
                .then()
                .statusCode(201);
        with(login)
                .contentType("application/json")
                .body("{\"name\": \"x\"}")
                .patch("/v1/workspace")
                .then()
                .statusCode(403)
                .body("error.details[0].message", equalTo("workspace:write"));
    }

    @Test
    void whoIsRemovedHasNoTokenAnyMoreNotEvenAfterComingBack() {
        // given
        String login = alice.takeIn(bob, "member");
        alice.sends("{\"user_id\": \"%s\"}".formatted(bob.id()))
                .post("/v1/workspace/transfer")
                .then()
                .statusCode(200);
        String token = with(login)
                .contentType("application/json")
                .body("{\"name\": \"ci\"}")
                .post("/v1/api-tokens")
                .then()
                .statusCode(201)
                .extract()
                .path("token");
        with(login)
                .contentType("application/json")
                .body("{\"user_id\": \"%s\"}".formatted(alice.id()))
                .post("/v1/workspace/transfer")
                .then()
                .statusCode(200);
        with(token).get("/v1/jobs").then().statusCode(200);

        // when
        alice.asks().delete("/v1/workspace/members/" + bob.id()).then().statusCode(204);

        // then
        with(token).get("/v1/jobs").then().statusCode(401);
        with(login).get("/v1/jobs").then().statusCode(401);
        alice.asks().delete("/v1/workspace/members/" + bob.id()).then().statusCode(404);
        alice.takeIn(bob, "admin");
        with(token).get("/v1/jobs").then().statusCode(401);
    }

    @Test
    void theOwnerCannotBeRemovedOrDemoted() {
        String self = "/v1/workspace/members/" + alice.id();

        alice.asks().delete(self).then().statusCode(409);
        alice.sends("{\"role\": \"member\"}").patch(self).then().statusCode(409);
        alice.sends("{\"role\": \"owner\"}").patch(self).then().statusCode(409);
        alice.sends("{\"user_id\": \"%s\"}".formatted(bob.id()))
                .post("/v1/workspace/transfer")
                .then()
                .statusCode(400)
                .body("error.details[0].field", equalTo("user_id"));
    }

    @Test
    void aWorkspaceHasOneOwnerHoweverManyTransfersAndRemovalsRace() {
        // given
        Person carol = Person.signUp();
        alice.takeIn(bob, "admin");
        alice.takeIn(carol, "admin");

        // when
        List<Integer> answers = AtOnce.times(8, i -> {
            UUID heir = i % 2 == 0 ? bob.id() : carol.id();
            return i < 6
                    ? alice.sends("{\"user_id\": \"%s\"}".formatted(heir))
                            .post("/v1/workspace/transfer")
                            .statusCode()
                    : alice.asks().delete("/v1/workspace/members/" + heir).statusCode();
        });

        // then
        assertThat(Collections.frequency(answers, 200)).isEqualTo(1);
        assertThat(TestWorkspace.rows(
                        "SELECT user_id FROM membership WHERE workspace_id = ? AND role = 'owner'", alice.workspace()))
                .hasSize(1);
    }

    @Test
    void withoutAMailServerTheInviterHandsTheLinkOnAndItOpensOnce() {
        // given
        String email = Person.newEmail();
        String url = alice.sends("{\"email\": \"%s\", \"role\": \"admin\"}".formatted(email))
                .post("/v1/workspace/invites")
                .then()
                .statusCode(201)
                .body("status", equalTo("pending"))
                .extract()
                .path("accept_url");
        alice.asks().get("/v1/workspace/invites").then().body("data.email", contains(email));
        String acceptance = "{\"token\": \"%s\", \"name\": \"Dora\", \"password\": \"a long password\"}"
                .formatted(url.substring(url.indexOf("token=") + 6));

        // when
        List<Integer> answers = AtOnce.times(
                3, i -> Person.post("/v1/auth/accept-invite", acceptance).statusCode());

        // then
        assertThat(Collections.frequency(answers, 201)).isEqualTo(1);
        assertThat(answers).containsOnly(201, 400);
        Person.logIn(email, "a long password").then().statusCode(200).body("workspaces.role", contains("admin"));
        alice.asks().get("/v1/workspace/invites").then().body("data", hasSize(0));
    }

    @Test
    void aLinkThatWasTakenBackOrReplacedOpensNothing() {
        String invitation = "{\"email\": \"%s\"}".formatted(Person.newEmail());
        String first = alice.sends(invitation).post("/v1/workspace/invites").path("accept_url");
        var second = alice.sends(invitation).post("/v1/workspace/invites");
        alice.asks().delete("/v1/workspace/invites/" + second.path("id")).then().statusCode(204);

        for (String url : List.of(first, second.<String>path("accept_url"))) {
            Person.post(
                            "/v1/auth/accept-invite",
                            "{\"token\": \"%s\", \"name\": \"Dora\", \"password\": \"a long password\"}"
                                    .formatted(url.substring(url.indexOf("token=") + 6)))
                    .then()
                    .statusCode(400)
                    .body("error.details[0].field", equalTo("token"));
        }
    }

    @Test
    void aLinkOpensNoAccountThatExistsByNow() {
        String email = Person.newEmail();
        String url = alice.sends("{\"email\": \"%s\"}".formatted(email))
                .post("/v1/workspace/invites")
                .path("accept_url");
        Person.signUp(email).then().statusCode(201);

        Person.post(
                        "/v1/auth/accept-invite",
                        "{\"token\": \"%s\", \"name\": \"Mallory\", \"password\": \"a long password\"}"
                                .formatted(url.substring(url.indexOf("token=") + 6)))
                .then()
                .statusCode(409);

        Person.logIn(email, "a long password").then().statusCode(401);
    }
}

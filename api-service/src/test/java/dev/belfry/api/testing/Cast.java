package dev.belfry.api.testing;

import static io.restassured.RestAssured.given;

import dev.belfry.core.token.ApiToken;
import dev.belfry.embedded.testing.TestWorkspace;
import io.restassured.specification.RequestSpecification;
import java.security.SecureRandom;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Alice owns a workspace of the test's own, Bob is a member of it, Charlie owns another one. */
public final class Cast {

    private final TestWorkspace home = TestWorkspace.create();
    private final String alice = token(home.id(), "owner");
    private final String bob = token(home.id(), "member");
    private final String charlie = token(TestWorkspace.create().id(), "owner");

    public TestWorkspace home() {
        return home;
    }

    /** A request by Alice. */
    public RequestSpecification alice() {
        return by(alice);
    }

    /** A request by Alice with a JSON body. */
    public RequestSpecification alice(String body) {
        return alice().contentType("application/json").body(body);
    }

    public RequestSpecification bob() {
        return by(bob);
    }

    public RequestSpecification charlie() {
        return by(charlie);
    }

    public String aliceToken() {
        return alice;
    }

    /** Creates a job with this schedule that calls a public address, and answers its id. */
    public UUID job(String kind, String schedule) {
        return job(kind, schedule, "active");
    }

    public UUID job(String kind, String schedule, String state) {
        String body = """
                {"name": "a job", "kind": "%s", "schedule": %s, "state": "%s",
                 "request": {"url": "https://example.com/hook"}}
                """.formatted(kind, schedule, state);
        return UUID.fromString(
                alice(body).post("/v1/jobs").then().statusCode(201).extract().path("id"));
    }

    /** A token of a new user with a role in a workspace. */
    public static String token(UUID workspace, String role) {
        return token(workspace, role, null);
    }

    /** A token of a new user with a role in a workspace, and with these scopes only. */
    public static String token(UUID workspace, String role, @Nullable List<String> scopes) {
        ApiToken token = ApiToken.generate(new SecureRandom());
        UUID user = UUID.randomUUID();
        TestWorkspace.write(
                "INSERT INTO user_account (id, email, name) VALUES (?, ?, 'x')", user, user + "@example.com");
        TestWorkspace.write(
                "INSERT INTO membership (workspace_id, user_id, role) VALUES (?, ?, ?)", workspace, user, role);
        TestWorkspace.write(
                "INSERT INTO api_token (id, workspace_id, user_id, name, prefix, hash, scopes)"
                        + " VALUES (?, ?, ?, 'x', ?, ?, string_to_array(?, ','))",
                UUID.randomUUID(),
                workspace,
                user,
                token.prefix(),
                token.hash(),
                scopes == null ? null : String.join(",", scopes));
        return token.value();
    }

    private static RequestSpecification by(String token) {
        return given().header("Authorization", "Bearer " + token);
    }
}

package dev.belfry.api.testing;

import static io.restassured.RestAssured.given;

import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.UUID;

/** Somebody who signed up, with the token of that moment. */
public record Person(UUID id, UUID workspace, String email, String token) {

    public static final String PASSWORD = "correct horse battery";

    /** A new account that owns a workspace of its own. */
    public static Person signUp() {
        return of(signUp(newEmail()).then().statusCode(201).extract().response());
    }

    public static Response signUp(String email) {
        return post("/v1/auth/signup", """
                {"name": "Alice", "email": "%s", "password": "%s", "workspace_name": "Alice's", "timezone": "UTC"}
                """.formatted(email, PASSWORD));
    }

    public static Person of(Response signedUp) {
        return new Person(
                UUID.fromString(signedUp.path("user.id")),
                UUID.fromString(signedUp.path("workspace.id")),
                signedUp.path("user.email"),
                signedUp.path("token"));
    }

    public static String newEmail() {
        return UUID.randomUUID() + "@example.com";
    }

    public static Response logIn(String email, String password) {
        return post("/v1/auth/login", "{\"email\": \"%s\", \"password\": \"%s\"}".formatted(email, password));
    }

    /** A request without any token. */
    public static Response post(String path, String body) {
        return given().contentType("application/json").body(body).post(path);
    }

    public static RequestSpecification with(String token) {
        return given().header("Authorization", "Bearer " + token);
    }

    public RequestSpecification asks() {
        return with(token);
    }

    public RequestSpecification sends(String body) {
        return asks().contentType("application/json").body(body);
    }

    /** The value of a new API token made with this document. */
    public String apiToken(String document) {
        return sends(document)
                .post("/v1/api-tokens")
                .then()
                .statusCode(201)
                .extract()
                .path("token");
    }

    /** Takes somebody into the workspace, who gets a login bound to it. */
    public String takeIn(Person other, String role) {
        sends("{\"email\": \"%s\", \"role\": \"%s\"}".formatted(other.email(), role))
                .post("/v1/workspace/invites")
                .then()
                .statusCode(201);
        return other.sends("{\"workspace_id\": \"%s\"}".formatted(workspace))
                .post("/v1/auth/switch-workspace")
                .then()
                .statusCode(200)
                .extract()
                .path("token");
    }
}

package dev.belfry.api.testing;

import static io.restassured.RestAssured.given;

import dev.belfry.embedded.testing.TestWorkspace;
import io.restassured.response.Response;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** A monitor of Alice's that a program pings. */
public record Pinged(Cast cast, UUID id, String token) {

    /** One that expects a ping every hour. */
    public static Pinged hourly(Cast cast) {
        Response made = cast.alice("{\"name\": \"nightly\", \"expected_interval_sec\": 3600}")
                .post("/v1/monitors");
        return new Pinged(cast, UUID.fromString(made.path("id")), made.path("ping_token"));
    }

    /** Pings without a login, at what comes behind the token. */
    public Response ping(String rest) {
        return given().get("/v1/ping/" + token + rest);
    }

    /** As Alice sees it. */
    public Response read() {
        return cast.alice().get("/v1/monitors/" + id);
    }

    public Response pings() {
        return cast.alice().get("/v1/monitors/" + id + "/pings?limit=100");
    }

    public List<Map<String, Object>> flips() {
        return TestWorkspace.rows("SELECT * FROM monitor_flip WHERE monitor_id = ? ORDER BY id", id);
    }
}

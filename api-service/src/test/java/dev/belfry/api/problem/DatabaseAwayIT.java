package dev.belfry.api.problem;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;

import dev.belfry.core.secret.SecretKeys;
import dev.belfry.core.token.ApiToken;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.security.SecureRandom;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(DatabaseAwayIT.NoDatabase.class)
class DatabaseAwayIT {

    /** Nobody listens on port 1. */
    public static class NoDatabase implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "quarkus.datasource.reactive.url", "postgresql://127.0.0.1:1/belfry",
                    "quarkus.datasource.username", "belfry",
                    "quarkus.datasource.password", "belfry",
                    "kafka.bootstrap.servers", "127.0.0.1:1",
                    "quarkus.http.test-port", "0",
                    "belfry.auth.jwt-key", "a key of a test, thirty-two bytes long",
                    "belfry.secret.keyset", SecretKeys.generate());
        }
    }

    @Test
    void asksTheClientToComeBackLater() {
        given().header(
                        "Authorization",
                        "Bearer " + ApiToken.generate(new SecureRandom()).value())
                .get("/v1/jobs")
                .then()
                .statusCode(503)
                .header("Retry-After", equalTo("2"))
                .body("error.code", equalTo("unavailable"));
    }
}

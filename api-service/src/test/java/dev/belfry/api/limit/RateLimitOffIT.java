package dev.belfry.api.limit;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.belfry.embedded.testing.ServersResource;
import dev.belfry.embedded.testing.TestConfig;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The servers of the tests switch the limits off. */
@QuarkusTest
@WithTestResource(ServersResource.class)
class RateLimitOffIT {

    @Test
    void nobodyIsLimitedNorToldAboutLimits() {
        int tooMany = TestConfig.defaults(LimitConfig.class).login().requests() + 2;

        List<Response> answers = IntStream.range(0, tooMany)
                .mapToObj(
                        i -> given().contentType("application/json").body("{}").post("/v1/auth/login"))
                .toList();

        assertThat(answers).allSatisfy(answer -> {
            assertThat(answer.statusCode()).isNotEqualTo(429);
            assertThat(answer.header("RateLimit-Limit")).isNull();
            assertThat(answer.header("x-ratelimit-limit")).isNull();
        });
    }
}

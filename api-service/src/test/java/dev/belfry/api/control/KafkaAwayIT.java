package dev.belfry.api.control;

import static io.restassured.RestAssured.get;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.lessThan;

import dev.belfry.api.testing.Cast;
import dev.belfry.api.testing.Past;
import dev.belfry.embedded.testing.ServersResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(KafkaAwayIT.NoBroker.class)
class KafkaAwayIT {

    /**
     * A name that does not resolve: a Kafka client cannot even be made. Not by a test resource, whose settings would win.
     */
    public static final class NoBroker implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            Map<String, String> settings = new HashMap<>(new ServersResource().start());
            settings.put("kafka.bootstrap.servers", "nowhere.invalid:9092");
            return settings;
        }
    }

    private final Cast cast = new Cast();

    @Test
    void startsServesAndCancelsWithoutKafka() {
        UUID job = cast.home().job("recurring", "{\"every_n_minutes\": 5}", "https://example.com/hook");
        UUID id = new Past(cast, job).tick("running", Instant.now());

        cast.alice()
                .post("/v1/executions/" + id + "/cancel")
                .then()
                .statusCode(200)
                .time(lessThan(3_000L))
                .body("status", equalTo("canceled"));
        get("/q/health/ready").then().statusCode(200);
    }
}

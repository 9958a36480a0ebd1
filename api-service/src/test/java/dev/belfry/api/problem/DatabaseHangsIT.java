package dev.belfry.api.problem;

import static io.restassured.RestAssured.get;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.belfry.api.stream.EventReader;
import dev.belfry.api.testing.AtOnce;
import dev.belfry.api.testing.Cast;
import dev.belfry.api.testing.Description;
import dev.belfry.api.testing.Operation;
import dev.belfry.api.testing.Past;
import dev.belfry.core.token.ApiToken;
import dev.belfry.embedded.testing.ServersResource;
import dev.belfry.embedded.testing.StandingPostgres;
import dev.belfry.embedded.testing.TestWorkspace;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** A database that keeps its connections and answers nothing. */
@QuarkusTest
@WithTestResource(ServersResource.class)
class DatabaseHangsIT {

    private static final long LONGEST_MILLIS = 5_000;
    private static final Duration SECONDS = Duration.ofSeconds(5);

    private final Cast cast = new Cast();

    private record Sent(Operation operation, Response answer) {}

    @Test
    void everyOperationAnswersInTimeAndGoesOnAfterwards() throws Exception {
        // given a token that is remembered, and one that nobody knows
        Description description = Description.read();
        List<Operation> operations = description.operations();
        Past past = new Past(cast, cast.job("cron", "{\"cron\": \"0 0 1 1 *\"}"));
        String stranger = ApiToken.generate(new SecureRandom()).value();
        try (EventReader events = EventReader.open(cast.aliceToken(), "", null)) {
            List<Sent> known;
            List<Sent> unknown;

            // when
            try (StandingPostgres standing = StandingPostgres.stop()) {
                CompletableFuture<Integer> ready = CompletableFuture.supplyAsync(
                        () -> get("/q/health/ready").statusCode());
                known = send(description, operations, () -> cast.alice());
                unknown = send(description, operations, () -> given().header("Authorization", "Bearer " + stranger));
                get("/q/health/live").then().statusCode(200);
                assertThat(ready.join()).isEqualTo(503);
            }

            // then
            assertThat(known).allSatisfy(DatabaseHangsIT::assertInTime);
            assertThat(unknown).allSatisfy(DatabaseHangsIT::assertInTime);
            assertThat(unknown)
                    .filteredOn(sent -> !sent.operation().isOpen())
                    .hasSizeGreaterThan(40)
                    .allSatisfy(sent -> assertThat(sent.answer().statusCode()).isEqualTo(503));
            assertThat(operationsWith503(known))
                    .contains("GET /v1/jobs", "POST /v1/jobs", "POST /v1/jobs/{id}/run-now");
            await().atMost(SECONDS)
                    .untilAsserted(() -> cast.alice().get("/v1/jobs").then().statusCode(200));
            await().atMost(SECONDS)
                    .untilAsserted(() -> get("/q/health/ready").then().statusCode(200));
            UUID finished = past.tick("running", Instant.now());
            TestWorkspace.write(
                    "UPDATE execution SET status = 'succeeded', started_at = now(), finished_at = now() WHERE id = ?",
                    finished);
            await().atMost(SECONDS).until(() -> events.executions().contains(finished));
        }
    }

    private interface Caller {
        RequestSpecification request();
    }

    private static List<Sent> send(Description description, List<Operation> operations, Caller caller) {
        return AtOnce.times(operations.size(), turn -> {
            Operation operation = operations.get(turn);
            String body = operation
                    .requestSchema()
                    .map(schema -> description
                            .resolved(schema)
                            .path("examples")
                            .path(0)
                            .toString())
                    .orElse("");
            return new Sent(operation, operation.send(caller.request(), UUID.randomUUID(), body));
        });
    }

    /** What can be judged without the database is judged. */
    private static void assertInTime(Sent sent) {
        Response answer = sent.answer();
        assertThat(answer.time()).isLessThan(LONGEST_MILLIS);
        assertThat(answer.statusCode()).as(answer.asString()).isIn(503, 200, 204, 400, 401, 403, 404);
        if (answer.statusCode() == 503) {
            assertThat(answer.header("Retry-After")).isEqualTo("2");
            if (sent.operation().path().startsWith("/api/")) {
                // The shape of the API that the programs of these paths were written for: a text alone.
                assertThat(answer.<String>path("error")).isNotBlank();
            } else {
                assertThat(answer.<String>path("error.code")).isEqualTo("unavailable");
            }
        }
    }

    private static List<String> operationsWith503(List<Sent> sent) {
        return sent.stream()
                .filter(one -> one.answer().statusCode() == 503)
                .map(one -> one.operation().toString())
                .toList();
    }
}

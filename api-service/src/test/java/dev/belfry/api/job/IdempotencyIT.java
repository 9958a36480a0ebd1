package dev.belfry.api.job;

import static dev.belfry.embedded.testing.TestWorkspace.rows;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import dev.belfry.api.testing.Cast;
import dev.belfry.embedded.testing.Servers;
import dev.belfry.embedded.testing.ServersResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A client that asks twice under one key has one job. */
@QuarkusTest
@WithTestResource(ServersResource.class)
class IdempotencyIT {

    private static final String JOB = """
            {"name": "n", "kind": "one_time", "request": {"url": "https://example.com/"}}
            """;

    private final Cast cast = new Cast();

    @Test
    void aKnownKeyAnswersTheFirstJobWhateverTheBodySays() {
        Response first = create("k 1", JOB);
        assertThat(first.statusCode()).isEqualTo(201);
        assertThat(first.<String>path("idempotency_key")).isEqualTo("k 1");

        for (String body : List.of(JOB, JOB.replace("\"n\"", "\"other\""), "{\"name\": 5}")) {
            create("k 1", body)
                    .then()
                    .statusCode(200)
                    .body("id", equalTo(first.path("id")))
                    .body("name", equalTo("n"));
        }

        assertThat(rows("SELECT * FROM job WHERE workspace_id = ?", cast.home().id()))
                .hasSize(1);
        assertThat(rows(
                        "SELECT * FROM execution WHERE workspace_id = ?",
                        cast.home().id()))
                .hasSize(1);
    }

    @Test
    void withoutAKeyOrUnderAnotherEachCreationMakesAJob() {
        create("a", JOB).then().statusCode(201);
        create("b", JOB).then().statusCode(201);
        cast.alice(JOB).post("/v1/jobs").then().statusCode(201).body("idempotency_key", nullValue());
        cast.alice(JOB).post("/v1/jobs").then().statusCode(201);

        assertThat(rows("SELECT * FROM job WHERE workspace_id = ?", cast.home().id()))
                .hasSize(4);
    }

    @Test
    void anotherWorkspaceHasKeysOfItsOwn() {
        String first = create("k", JOB).path("id");

        create(cast.charlie().contentType("application/json"), "k", JOB)
                .then()
                .statusCode(201)
                .body("id", not(equalTo(first)));
    }

    @Test
    void aRefusedRequestDoesNotUseTheKeyUp() {
        create("k", "{\"name\": 5}").then().statusCode(400);

        create("k", JOB).then().statusCode(201);
    }

    @Test
    void aKeyIsFreeAgainWhenItsJobIsDeleted() {
        String first = create("k", JOB).path("id");
        cast.alice().delete("/v1/jobs/" + first).then().statusCode(204);

        create("k", JOB).then().statusCode(201).body("id", not(equalTo(first)));
    }

    @Test
    void whatWasReadCanBeSentBackWithItsKey() {
        String read = create("k", JOB).asString();

        cast.alice(read)
                .patch("/v1/jobs/" + create("k", JOB).path("id"))
                .then()
                .statusCode(200)
                .body("idempotency_key", equalTo("k"));
    }

    @Test
    void requestsAtTheSameTimeMakeOneJobAndAllAnswerIt() {
        for (int round = 0; round < 5; round++) {
            String key = "race " + round;
            List<Response> answers =
                    IntStream.range(0, 8)
                            .mapToObj(i -> CompletableFuture.supplyAsync(() -> create(key, JOB)))
                            .toList()
                            .stream()
                            .map(CompletableFuture::join)
                            .toList();

            assertThat(answers)
                    .extracting(Response::statusCode)
                    .containsOnly(200, 201)
                    .containsOnlyOnce(201);
            String id = answers.get(0).path("id");
            assertThat(answers)
                    .allSatisfy(answer -> assertThat(answer.<String>path("id")).isEqualTo(id));
            assertThat(rows(
                            "SELECT * FROM job WHERE workspace_id = ? AND idempotency_key = ?",
                            cast.home().id(),
                            key))
                    .hasSize(1);
        }
    }

    /** The request has looked for the key before the other one committed, and finds it taken when it stores its job. */
    @Test
    void aKeyThatIsTakenBetweenLookingAndStoringAnswersTheOtherJob() throws Exception {
        String other = create("first", JOB).path("id");
        try (Connection connection = Servers.connection();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("UPDATE job SET idempotency_key = 'k' WHERE id = '" + other + "'");

            CompletableFuture<Response> answer = CompletableFuture.supplyAsync(() -> create("k", JOB));
            await().atMost(Duration.ofSeconds(10))
                    .until(() -> !rows("SELECT 1 FROM pg_stat_activity WHERE wait_event_type = 'Lock'")
                            .isEmpty());
            assertThat(answer).isNotDone();
            connection.commit();

            answer.join().then().statusCode(200).body("id", equalTo(other));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"ü", "tab\there"})
    void refusesOtherKeys(String key) {
        create(key, JOB).then().statusCode(400).body("error.details[0].field", equalTo("Idempotency-Key"));
    }

    @Test
    void aKeyMayHave255Characters() {
        create("k".repeat(255), JOB).then().statusCode(201);
        create("k".repeat(256), JOB).then().statusCode(400);
    }

    private Response create(String key, String body) {
        return create(cast.alice().contentType("application/json"), key, body);
    }

    private static Response create(RequestSpecification request, String key, String body) {
        return request.header("Idempotency-Key", key).body(body).post("/v1/jobs");
    }
}

package dev.belfry.api.batch;

import static dev.belfry.embedded.testing.TestWorkspace.execution;
import static dev.belfry.embedded.testing.TestWorkspace.rows;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.belfry.api.testing.AtOnce;
import dev.belfry.api.testing.Cast;
import dev.belfry.embedded.testing.Servers;
import dev.belfry.embedded.testing.ServersResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Requests that arrive together and may share a statement: each is answered as if it had come alone. */
@QuarkusTest
@WithTestResource(ServersResource.class)
class TogetherIT {

    private static final int REQUESTS = 60;
    private static final String YEARLY = "{\"cron\": \"0 0 1 1 *\"}";

    private final Cast cast = new Cast();

    @Test
    void eachRunNowQueuesItsOwnJobAndWhatIsNotThereIsNotFound() {
        UUID first = cast.job("cron", YEARLY);
        UUID second = cast.job("cron", YEARLY);
        List<UUID> jobs = List.of(first, second, UUID.randomUUID());

        List<Response> answers = AtOnce.times(REQUESTS, turn -> runNow(jobs.get(turn % 3)));

        for (int turn = 0; turn < answers.size(); turn++) {
            Response answer = answers.get(turn);
            assertThat(answer.statusCode()).isEqualTo(turn % 3 == 2 ? 404 : 202);
            if (turn % 3 != 2) {
                assertThat(execution(UUID.fromString(answer.path("id"))))
                        .containsEntry("job_id", jobs.get(turn % 3))
                        .containsEntry("source", "manual");
            }
        }
        assertThat(rows(
                        "SELECT 1 FROM execution WHERE workspace_id = ?",
                        cast.home().id()))
                .hasSize(2 * answers.size() / 3);
    }

    @Test
    void eachCreationMakesItsOwnJobWithItsOwnPlan() {
        List<Response> answers = AtOnce.times(
                REQUESTS,
                turn -> cast.alice("""
                        {"name": "job %d", "kind": "%s", "schedule": %s, "tags": [%s],
                         "request": {"url": "https://example.com/%d"}}
                        """.formatted(
                                        turn,
                                        turn % 2 == 0 ? "one_time" : "recurring",
                                        turn % 2 == 0 ? "{}" : "{\"every_n_minutes\": " + (turn % 60 + 1) + "}",
                                        turn % 3 == 0 ? "\"a\", \"b \\\" %d\"".formatted(turn) : "",
                                        turn))
                        .post("/v1/jobs"));

        for (int turn = 0; turn < answers.size(); turn++) {
            Response answer = answers.get(turn);
            assertThat(answer.statusCode()).isEqualTo(201);
            UUID job = UUID.fromString(answer.path("id"));
            assertThat(answer.<String>path("name")).isEqualTo("job " + turn);
            assertThat(cast.alice().get("/v1/jobs/" + job).asString()).isEqualTo(answer.asString());
            assertThat(rows("SELECT 1 FROM execution WHERE job_id = ? AND completes_plan = 1", job))
                    .hasSize(turn % 2 == 0 ? 1 : 0);
            assertThat(rows("SELECT 1 FROM job_due WHERE job_id = ?", job)).hasSize(turn % 2);
        }
    }

    @Test
    void aJobThatSomebodyIsChangingKeepsNobodyElseWaiting() throws Exception {
        UUID changing = cast.job("cron", YEARLY);
        UUID other = cast.job("cron", YEARLY);
        try (Connection connection = Servers.connection();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("SELECT 1 FROM job WHERE id = '" + changing + "' FOR UPDATE");
            List<CompletableFuture<Response>> waiting = IntStream.range(0, 4)
                    .mapToObj(turn -> CompletableFuture.supplyAsync(() -> runNow(changing)))
                    .toList();
            await().atMost(Duration.ofSeconds(10))
                    .until(() -> rows("SELECT 1 FROM pg_stat_activity WHERE wait_event_type = 'Lock'")
                                    .size()
                            >= waiting.size());

            assertThat(runNow(other).statusCode()).isEqualTo(202);
            assertThat(waiting).noneMatch(CompletableFuture::isDone);

            connection.commit();
            waiting.forEach(answer -> assertThat(answer.join().statusCode()).isEqualTo(202));
        }
    }

    private Response runNow(UUID job) {
        return cast.alice().post("/v1/jobs/" + job + "/run-now");
    }
}

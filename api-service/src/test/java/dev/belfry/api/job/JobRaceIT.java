package dev.belfry.api.job;

import static dev.belfry.embedded.testing.TestWorkspace.rows;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.belfry.api.testing.Cast;
import dev.belfry.embedded.testing.Servers;
import dev.belfry.embedded.testing.ServersResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postgresql.PGConnection;

/** What others do to a job's rows between two statements of a request is no failure of the request. */
@QuarkusTest
@WithTestResource(ServersResource.class)
class JobRaceIT {

    private final Cast cast = new Cast();
    private UUID job;

    @BeforeEach
    void createTheJob() {
        job = cast.job("cron", "{\"cron\": \"0 0 1 1 *\"}");
    }

    @Test
    void aJobThatIsDeletedWhileItIsReadIsNotFound() throws SQLException {
        Response answer = whileDeletingTheJob(() -> cast.alice().get("/v1/jobs/" + job));

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.<String>path("error.code")).isEqualTo("not_found");
    }

    @Test
    void aJobThatIsDeletedWhileJobsAreListedIsLeftOut() throws SQLException {
        UUID other = cast.job("cron", "{\"cron\": \"0 0 1 1 *\"}");

        Response answer = whileDeletingTheJob(() -> cast.alice().get("/v1/jobs"));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.jsonPath().getList("data.id")).containsExactly(other.toString());
    }

    /** Holds a table that the request reads last, and deletes the job when the request waits for it. */
    private Response whileDeletingTheJob(Supplier<Response> request) throws SQLException {
        try (Connection other = Servers.connection()) {
            other.setAutoCommit(false);
            execute(other, "LOCK TABLE job_due IN ACCESS EXCLUSIVE MODE");
            CompletableFuture<Response> answer = CompletableFuture.supplyAsync(request);
            awaitOneWaitingFor(other);
            execute(other, "DELETE FROM job WHERE id = ?", job);
            other.commit();
            return answer.join();
        }
    }

    private static void awaitOneWaitingFor(Connection other) throws SQLException {
        int holder = other.unwrap(PGConnection.class).getBackendPID();
        await().atMost(Duration.ofSeconds(10))
                .pollInterval(Duration.ofMillis(20))
                .until(() -> !rows("SELECT 1 FROM pg_stat_activity WHERE ? = ANY (pg_blocking_pids(pid))", holder)
                        .isEmpty());
    }

    private static void execute(Connection connection, String sql, Object... parameters) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setObject(i + 1, parameters[i]);
            }
            statement.execute();
        }
    }
}

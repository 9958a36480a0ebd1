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

    private static final int PROVOCATIONS = 5;
    private static final String DEADLOCK_DETECTED = "40P01";

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

    @Test
    void aChangeThatADeadlockUndidIsMadeAgain() throws SQLException {
        boolean undone = false;
        for (int i = 1; i <= PROVOCATIONS && !undone; i++) {
            String change = "{\"schedule\": {\"cron\": \"0 0 " + i + " 2 *\"}}";
            undone = isUndoneByADeadlock(() -> cast.alice(change).patch("/v1/jobs/" + job));

            assertThat(rows("SELECT plan FROM job WHERE id = ?", job).get(0)).containsEntry("plan", 1 + i);
            assertThat(rows("SELECT * FROM job_due WHERE job_id = ?", job)).hasSize(1);
        }
        assertThat(undone).as("one deadlock fell on the request").isTrue();
    }

    /**
     * Locks what the request locks in the other order. PostgreSQL undoes the transaction that has waited for a second
     * first, so that is the request's, unless this thread came late.
     */
    private boolean isUndoneByADeadlock(Supplier<Response> request) throws SQLException {
        try (Connection other = Servers.connection()) {
            other.setAutoCommit(false);
            execute(other, "SELECT * FROM job_due WHERE job_id = ? FOR UPDATE", job);
            CompletableFuture<Response> answer = CompletableFuture.supplyAsync(request);
            awaitOneWaitingFor(other);
            boolean undone = isGranted(other, "SELECT * FROM job WHERE id = ? FOR UPDATE", job);
            other.rollback();
            assertThat(answer.join().statusCode()).isEqualTo(200);
            return undone;
        }
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

    private static boolean isGranted(Connection connection, String sql, UUID id) throws SQLException {
        try {
            execute(connection, sql, id);
            return true;
        } catch (SQLException e) {
            assertThat(e.getSQLState()).isEqualTo(DEADLOCK_DETECTED);
            return false;
        }
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

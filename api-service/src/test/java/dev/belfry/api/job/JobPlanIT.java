package dev.belfry.api.job;

import static dev.belfry.embedded.testing.TestWorkspace.rows;
import static dev.belfry.embedded.testing.TestWorkspace.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.belfry.api.testing.Cast;
import dev.belfry.core.execution.ExecutionId;
import dev.belfry.embedded.testing.Servers;
import dev.belfry.embedded.testing.ServersResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Once a change of when is answered, the old plan fires no more. */
@QuarkusTest
@WithTestResource(ServersResource.class)
class JobPlanIT {

    private final Cast cast = new Cast();
    private UUID job;

    @BeforeEach
    void createTheJob() {
        job = cast.job("cron", "{\"cron\": \"0 0 1 1 *\"}");
    }

    @Test
    void pausingRemovesTheTicksToComeAndSkipsTheDueOnes() {
        UUID coming = tick(in(30));
        UUID due = tick(in(-30));

        cast.alice().post("/v1/jobs/" + job + "/pause").then().statusCode(200);

        assertThat(rows("SELECT * FROM execution WHERE id = ?", coming)).isEmpty();
        assertThat(rows("SELECT * FROM execution WHERE id = ?", due))
                .singleElement()
                .satisfies(row -> assertThat(row)
                        .containsEntry("status", "skipped")
                        .containsEntry("reason", "paused")
                        .doesNotContainEntry("finished_at", null));
        assertThat(rows("SELECT * FROM job_due WHERE job_id = ?", job)).isEmpty();
    }

    @Test
    void editingTheScheduleDoesTheSameAndPlansAnew() {
        UUID coming = tick(in(30));
        UUID due = tick(in(-30));

        cast.alice("{\"schedule\": {\"cron\": \"0 0 2 2 *\"}}")
                .patch("/v1/jobs/" + job)
                .then()
                .statusCode(200);

        assertThat(rows("SELECT * FROM execution WHERE id = ?", coming)).isEmpty();
        assertThat(rows("SELECT reason FROM execution WHERE id = ?", due))
                .singleElement()
                .satisfies(row -> assertThat(row).containsEntry("reason", "edited"));
        assertThat(rows("SELECT next_run_at::text AS next FROM job_due WHERE job_id = ?", job))
                .singleElement()
                .satisfies(row -> assertThat(row.get("next").toString()).contains("-02-02"));
        assertThat(rows("SELECT plan FROM job WHERE id = ?", job).get(0)).containsEntry("plan", 2);
    }

    @Test
    void recordsTheTicksThatNoSchedulerHasComeTo() {
        // given a plan that an outage has left behind
        UUID minutely = cast.job("cron", "{\"cron\": \"* * * * *\"}");
        Instant oldest = Instant.now().truncatedTo(ChronoUnit.MINUTES).minus(Duration.ofMinutes(4));
        write("UPDATE job_due SET next_run_at = ? WHERE job_id = ?", oldest, minutely);

        // when
        cast.alice().post("/v1/jobs/" + minutely + "/pause").then().statusCode(200);

        // then
        assertThat(rows("SELECT status, reason, missed_count FROM execution WHERE job_id = ?", minutely))
                .singleElement()
                .satisfies(row ->
                        assertThat(row).containsEntry("status", "skipped").containsEntry("reason", "paused"))
                .satisfies(row -> assertThat((Integer) row.get("missed_count")).isBetween(5, 6));
    }

    @Test
    void editingAnythingElseLeavesThePlanAlone() {
        UUID coming = tick(in(30));

        cast.alice("{\"name\": \"renamed\", \"request\": {\"method\": \"POST\"}}")
                .patch("/v1/jobs/" + job)
                .then()
                .statusCode(200);

        assertThat(rows("SELECT * FROM execution WHERE id = ?", coming)).hasSize(1);
        assertThat(rows("SELECT plan FROM job WHERE id = ?", job).get(0)).containsEntry("plan", 1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "status = 'running', attempt_count = 1",
                "attempt_count = 1",
                "source = 'manual'",
                "status = 'succeeded', attempt_count = 1"
            })
    void whatHasBegunOrWasAskedForGoesOn(String state) {
        UUID tick = tick(in(-30));
        write("UPDATE execution SET " + state + " WHERE id = ?", tick);
        Object before =
                rows("SELECT status FROM execution WHERE id = ?", tick).get(0).get("status");

        cast.alice().post("/v1/jobs/" + job + "/pause").then().statusCode(200);

        assertThat(rows("SELECT status FROM execution WHERE id = ?", tick).get(0))
                .containsEntry("status", before);
    }

    @Test
    void pausingWaitsForASchedulerThatIsPlanning() throws SQLException {
        UUID planned = duringAClaim(() -> cast.alice().post("/v1/jobs/" + job + "/pause"), 200);

        assertThat(rows("SELECT * FROM execution WHERE id = ?", planned)).isEmpty();
        assertThat(rows("SELECT * FROM job_due WHERE job_id = ?", job)).isEmpty();
    }

    @Test
    void editingWaitsForASchedulerThatIsPlanning() throws SQLException {
        UUID planned = duringAClaim(
                () -> cast.alice("{\"schedule\": {\"cron\": \"0 0 2 2 *\"}}").patch("/v1/jobs/" + job), 200);

        assertThat(rows("SELECT * FROM execution WHERE id = ?", planned)).isEmpty();
        assertThat(rows("SELECT next_run_at::text AS next FROM job_due WHERE job_id = ?", job)
                        .get(0)
                        .get("next")
                        .toString())
                .contains("-02-02");
    }

    @Test
    void deletingWaitsForASchedulerThatIsPlanning() throws SQLException {
        UUID planned = duringAClaim(() -> cast.alice().delete("/v1/jobs/" + job), 204);

        cast.alice().get("/v1/executions/" + planned).then().statusCode(404);
        assertThat(rows("SELECT * FROM job_due WHERE job_id = ?", job)).isEmpty();
    }

    @Test
    void everyChangeUnderLoadLeavesOnePlan() {
        var changes = IntStream.range(0, 12)
                .mapToObj(i -> CompletableFuture.supplyAsync(() -> i % 3 == 0
                        ? cast.alice().post("/v1/jobs/" + job + "/pause")
                        : cast.alice("{\"state\": \"active\", \"schedule\": {\"cron\": \"0 0 " + (i + 1) + " 3 *\"}}")
                                .patch("/v1/jobs/" + job)))
                .toList();

        assertThat(changes)
                .allSatisfy(change -> assertThat(change.join().statusCode()).isEqualTo(200));
        boolean active = cast.alice().get("/v1/jobs/" + job).path("state").equals("active");
        assertThat(rows("SELECT * FROM job_due WHERE job_id = ?", job)).hasSize(active ? 1 : 0);
    }

    /** Plays a scheduler that holds the job's row, plans a tick and commits only when the change waits for it. */
    private UUID duringAClaim(Supplier<Response> change, int status) throws SQLException {
        try (Connection scheduler = Servers.connection()) {
            scheduler.setAutoCommit(false);
            execute(scheduler, "SELECT * FROM job_due WHERE job_id = ? FOR UPDATE", job);
            CompletableFuture<Response> answer = CompletableFuture.supplyAsync(change);
            await().atMost(Duration.ofSeconds(10))
                    .until(() -> !rows("SELECT 1 FROM pg_stat_activity WHERE wait_event_type = 'Lock'")
                            .isEmpty());
            assertThat(answer).isNotDone();
            UUID tick = tick(scheduler, in(2));
            execute(scheduler, "UPDATE job_due SET next_run_at = '2099-01-01' WHERE job_id = ?", job);
            scheduler.commit();
            assertThat(answer.join().statusCode()).isEqualTo(status);
            return tick;
        }
    }

    private UUID tick(Instant at) {
        try (Connection connection = Servers.connection()) {
            return tick(connection, at);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private UUID tick(Connection connection, Instant at) throws SQLException {
        UUID id = ExecutionId.ofTick(job, at);
        execute(connection, """
                INSERT INTO execution (id, workspace_id, job_id, status, source, scheduled_for, due_at)
                VALUES (?, ?, ?, 'queued', 'schedule', ?, ?)
                """, id, cast.home().id(), job, Timestamp.from(at), Timestamp.from(at));
        return id;
    }

    private static void execute(Connection connection, String sql, Object... parameters) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setObject(i + 1, parameters[i]);
            }
            statement.execute();
        }
    }

    private static Instant in(int seconds) {
        return Instant.now().truncatedTo(ChronoUnit.MILLIS).plusSeconds(seconds);
    }
}

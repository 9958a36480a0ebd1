package dev.belfry.api.execution;

import static dev.belfry.embedded.testing.TestWorkspace.rows;
import static dev.belfry.embedded.testing.TestWorkspace.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import dev.belfry.api.testing.Cast;
import dev.belfry.core.message.Signals;
import dev.belfry.embedded.testing.Servers;
import dev.belfry.embedded.testing.ServersResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.PGConnection;

@QuarkusTest
@WithTestResource(ServersResource.class)
class ExecutionIT {

    private final Cast cast = new Cast();

    @ParameterizedTest
    @ValueSource(strings = {"active", "paused", "draft"})
    void runNowQueuesAManualExecutionAndLeavesTheScheduleAlone(String state) {
        UUID job = cast.job("cron", "{\"cron\": \"0 0 1 1 *\"}", state);
        var before = rows("SELECT * FROM job_due WHERE job_id = ?", job);

        String id = cast.alice()
                .post("/v1/jobs/" + job + "/run-now")
                .then()
                .statusCode(202)
                .body("status", equalTo("queued"))
                .body("source", equalTo("manual"))
                .body("job_name", equalTo("a job"))
                .body("attempts", hasSize(0))
                .body("attempt_count", equalTo(0))
                .body("next_attempt_at", nullValue())
                .extract()
                .path("id");

        var row = rows("SELECT * FROM execution WHERE id = ?", UUID.fromString(id))
                .get(0);
        assertThat(row.get("due_at")).isEqualTo(row.get("scheduled_for"));
        assertThat(row).containsEntry("dispatched_at", null).containsEntry("completes_plan", null);
        assertThat(rows("SELECT * FROM job_due WHERE job_id = ?", job)).isEqualTo(before);
    }

    @Test
    void showsWhatHappenedToAnExecution() {
        UUID id = run(cast.job("recurring", "{\"every_n_minutes\": 5}"));
        write("""
                UPDATE execution SET status = 'queued', attempt_count = 1, started_at = scheduled_for + interval '12 ms',
                    due_at = '2099-01-01T00:00:00Z', error = 'no answer', error_code = 'TIMEOUT',
                    attempts = '[{"number": 1, "status": "TIMEOUT", "latencyMs": 30000, "bodyPreview": "x"}]'
                WHERE id = ?
                """, id);

        cast.alice()
                .get("/v1/executions/" + id)
                .then()
                .statusCode(200)
                .body("lateness_ms", equalTo(12))
                .body("duration_ms", nullValue())
                .body("next_attempt_at", equalTo("2099-01-01T00:00:00.000Z"))
                .body("error", equalTo("no answer"))
                .body("error_code", equalTo("TIMEOUT"))
                .body("attempts[0].latencyMs", equalTo(30000))
                .body("attempts[0].bodyPreview", equalTo("x"));

        write("UPDATE execution SET status = 'failed', finished_at = started_at + interval '2 s' WHERE id = ?", id);
        cast.alice()
                .get("/v1/executions/" + id)
                .then()
                .body("duration_ms", equalTo(2000))
                .body("next_attempt_at", nullValue());
    }

    @Test
    void listsExecutionsNewestFirstWithoutTheirAttempts() {
        UUID job = cast.job("recurring", "{\"every_n_minutes\": 5}");
        String first = run(job).toString();
        String second = run(job).toString();

        String body = cast.alice()
                .get("/v1/executions")
                .then()
                .body("data.id", contains(second, first))
                .extract()
                .asString();
        assertThat(body).doesNotContain("\"attempts\"");
        var page = cast.alice().get("/v1/jobs/" + job + "/executions?limit=1").jsonPath();
        cast.alice()
                .get("/v1/jobs/" + job + "/executions?limit=1&cursor=" + page.getString("next_cursor"))
                .then()
                .body("data.id", contains(first))
                .body("next_cursor", nullValue());
    }

    @Test
    void filtersExecutions() {
        UUID job = cast.job("recurring", "{\"every_n_minutes\": 5}");
        UUID other = cast.job("one_time", "{}");
        cast.alice("{\"name\": \"Night_ly 5%\"}")
                .patch("/v1/jobs/" + job)
                .then()
                .statusCode(200);
        UUID id = run(job);
        write("UPDATE execution SET status = 'failed' WHERE id = ?", id);
        String at = cast.alice().get("/v1/executions/" + id).path("scheduled_for");

        assertFound(id, "status", "failed");
        assertFound(id, "source", "manual");
        assertFound(id, "job_id", job);
        assertFound(id, "job_name", "night_LY 5%");
        cast.alice()
                .queryParam("job_name", "%")
                .queryParam("job_id", other)
                .get("/v1/executions")
                .then()
                .body("data", hasSize(0));
        cast.alice()
                .queryParam("from", at)
                .queryParam("job_id", job)
                .get("/v1/executions")
                .then()
                .body("data", hasSize(1));
        cast.alice()
                .queryParam("to", at)
                .queryParam("job_id", job)
                .get("/v1/executions")
                .then()
                .body("data", hasSize(0));
        cast.alice()
                .queryParam("from", "1970-01-01T00:00:00Z")
                .queryParam("to", "9999-12-31T23:59:59Z")
                .get("/v1/executions")
                .then()
                .body("data", hasSize(2));
        cast.alice().get("/v1/jobs/" + other + "/executions").then().body("data", hasSize(1));
    }

    @Test
    void wakesTheSchedulerForWorkThatCannotWaitForItsPoll() throws SQLException {
        UUID job = cast.job("cron", "{\"cron\": \"0 0 1 1 *\"}");
        try (Connection scheduler = Servers.connection();
                Statement listen = scheduler.createStatement()) {
            PGConnection heard = scheduler.unwrap(PGConnection.class);
            listen.execute("LISTEN " + Signals.WORK);

            cast.alice("{\"schedule\": {\"cron\": \"0 0 2 1 *\"}}")
                    .patch("/v1/jobs/" + job)
                    .then()
                    .statusCode(200);
            assertThat(heard.getNotifications(300)).isNullOrEmpty();

            run(job);
            await().atMost(Duration.ofSeconds(5)).until(() -> heard.getNotifications(100).length > 0);

            cast.job("one_time", "{}");
            await().atMost(Duration.ofSeconds(5)).until(() -> heard.getNotifications(100).length > 0);
        }
    }

    private void assertFound(UUID id, String filter, Object value) {
        cast.alice()
                .queryParam(filter, value)
                .get("/v1/executions")
                .then()
                .statusCode(200)
                .body("data.id", contains(id.toString()));
    }

    private UUID run(UUID job) {
        return UUID.fromString(cast.alice()
                .post("/v1/jobs/" + job + "/run-now")
                .then()
                .statusCode(202)
                .extract()
                .path("id"));
    }
}

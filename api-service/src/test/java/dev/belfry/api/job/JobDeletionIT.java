package dev.belfry.api.job;

import static dev.belfry.embedded.testing.TestWorkspace.rows;
import static dev.belfry.embedded.testing.TestWorkspace.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.hasSize;

import dev.belfry.api.testing.Cast;
import dev.belfry.embedded.testing.ServersResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A deleted job is out of sight at once, with all that hangs on it, however much that is. */
@QuarkusTest
@WithTestResource(ServersResource.class)
class JobDeletionIT {

    private final Cast cast = new Cast();
    private UUID job;
    private UUID execution;
    private UUID delivery;

    @BeforeEach
    void createTheJobWithARuleAndADelivery() {
        job = cast.job("cron", "{\"cron\": \"* * * * *\"}");
        execution = UUID.fromString(cast.alice()
                .post("/v1/jobs/" + job + "/run-now")
                .then()
                .statusCode(202)
                .extract()
                .path("id"));
        UUID channel = UUID.fromString(cast.alice("""
                        {"name": "c", "type": "webhook", "config": {"url": "https://example.com/"}}
                        """)
                .post("/v1/notification-channels")
                .then()
                .statusCode(201)
                .extract()
                .path("id"));
        cast.alice("{\"channel_id\": \"" + channel + "\", \"event\": \"on_failure\"}")
                .post("/v1/jobs/" + job + "/notification-rules")
                .then()
                .statusCode(201);
        delivery = UUID.randomUUID();
        write("""
                INSERT INTO notification_delivery (id, workspace_id, channel_id, job_id, execution_id, event, status, due_at)
                VALUES (?, ?, ?, ?, ?, 'on_failure', 'delivered', now())
                """, delivery, cast.home().id(), channel, job, execution);
    }

    @Test
    void nothingOfADeletedJobIsToBeSeen() {
        cast.alice().get("/v1/notification-deliveries").then().body("data.id", contains(delivery.toString()));

        cast.alice().delete("/v1/jobs/" + job).then().statusCode(204);

        cast.alice().get("/v1/jobs/" + job).then().statusCode(404);
        cast.alice().get("/v1/jobs/" + job + "/executions").then().statusCode(404);
        cast.alice().get("/v1/executions/" + execution).then().statusCode(404);
        cast.alice().get("/v1/executions").then().body("data", hasSize(0));
        cast.alice().get("/v1/notification-deliveries").then().body("data", hasSize(0));
        cast.alice().delete("/v1/jobs/" + job).then().statusCode(404);
    }

    @Test
    void whatIsLeftIsRememberedInTheTransactionThatDeletes() {
        cast.alice().delete("/v1/jobs/" + job).then().statusCode(204);

        assertThat(rows("SELECT * FROM deleted_job WHERE job_id = ?", job)).hasSize(1);
        assertThat(rows("SELECT * FROM job_due WHERE job_id = ?", job)).isEmpty();
        assertThat(rows("SELECT * FROM notification_rule WHERE job_id = ?", job))
                .isEmpty();
        assertThat(rows("SELECT * FROM execution WHERE id = ?", execution)).hasSize(1);
    }

    @Test
    void aJobThatDoesNotExistIsNotRemembered() {
        UUID unknown = UUID.randomUUID();

        cast.alice().delete("/v1/jobs/" + unknown).then().statusCode(404);
        cast.charlie().delete("/v1/jobs/" + job).then().statusCode(404);

        assertThat(rows("SELECT * FROM deleted_job WHERE job_id IN (?, ?)", unknown, job))
                .isEmpty();
    }
}

package dev.belfry.api.transaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.belfry.api.auth.WorkspaceId;
import dev.belfry.api.testing.Cast;
import dev.belfry.api.testing.Pinged;
import dev.belfry.embedded.testing.ServersResource;
import dev.belfry.embedded.testing.TestWorkspace;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The second wall: what a statement that forgets its workspace gets to see. */
@QuarkusTest
@WithTestResource(ServersResource.class)
class TenancyIT {

    @Inject
    WorkspaceSql sql;

    @Inject
    Pool pool;

    private final Cast cast = new Cast();
    private final WorkspaceId home = new WorkspaceId(cast.home().id());
    private final WorkspaceId elsewhere = new WorkspaceId(TestWorkspace.create().id());

    @BeforeEach
    void aRowInEachTable() {
        UUID job = cast.job("cron", "{\"cron\": \"0 0 1 1 *\"}");
        cast.alice().post("/v1/jobs/" + job + "/run-now").then().statusCode(202);
        String channel = cast.alice(
                        "{\"name\": \"c\", \"type\": \"webhook\", \"config\": {\"url\": \"https://x.example/\"}}")
                .post("/v1/notification-channels")
                .path("id");
        cast.alice("{\"channel_id\": \"" + channel + "\", \"event\": \"on_failure\"}")
                .post("/v1/jobs/" + job + "/notification-rules")
                .then()
                .statusCode(201);
        TestWorkspace.write(
                "INSERT INTO notification_delivery (id, workspace_id, channel_id, job_id, execution_id, event, status, due_at)"
                        + " VALUES (?, ?, ?::uuid, ?, ?, 'on_failure', 'pending', now())",
                UUID.randomUUID(),
                home.value(),
                channel,
                job,
                UUID.randomUUID());
        TestWorkspace.write(
                "INSERT INTO secret VALUES (?, ?, 's', ''::bytea, 1, now(), now())", UUID.randomUUID(), home.value());
        Pinged.hourly(cast).ping("/fail").then().statusCode(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "job",
                "job_due",
                "execution",
                "notification_channel",
                "notification_rule",
                "notification_delivery",
                "secret",
                "monitor",
                "monitor_ping",
                "monitor_flip"
            })
    void aStatementSeesTheRowsOfTheWorkspaceItIsRunIn(String table) {
        String all = "SELECT count(*) FROM " + table;

        assertThat(count(sql.query(home, all, Tuple.tuple()).await().indefinitely()))
                .isEqualTo(1);
        assertThat(count(sql.query(elsewhere, all, Tuple.tuple()).await().indefinitely()))
                .isZero();
        // Whoever used the connection before leaves no workspace behind.
        assertThat(count(pool.query(all).execute().await().indefinitely())).isZero();
    }

    @Test
    void aStatementWritesNoRowOfAnotherWorkspace() {
        String steal = "UPDATE job SET name = 'mine' RETURNING 1";
        String plant = "INSERT INTO job_due VALUES (gen_random_uuid(), $1, now())";

        assertThat(sql.query(elsewhere, steal, Tuple.tuple()).await().indefinitely())
                .isEmpty();
        assertThatThrownBy(() -> sql.query(elsewhere, plant, Tuple.of(home.value()))
                        .await()
                        .indefinitely())
                .hasMessageContaining("row-level security");
    }

    @Test
    void aStatementThatFailsSaysWhyAndLeavesAUsableConnection() {
        for (int i = 0; i < 50; i++) {
            assertThatThrownBy(() -> sql.query(home, "SELECT 1 / $1::int", Tuple.of(0))
                            .await()
                            .indefinitely())
                    .hasMessageContaining("division by zero");
        }
        assertThat(count(sql.query(home, "SELECT count(*) FROM job", Tuple.tuple())
                        .await()
                        .indefinitely()))
                .isEqualTo(1);
    }

    private static long count(RowSet<Row> rows) {
        return rows.iterator().next().getLong(0);
    }
}

package dev.belfry.scheduler.partition;

import static dev.belfry.embedded.testing.TestWorkspace.rows;
import static dev.belfry.embedded.testing.TestWorkspace.write;
import static org.assertj.core.api.Assertions.assertThat;

import dev.belfry.core.execution.ExecutionId;
import dev.belfry.embedded.testing.TestConfig;
import dev.belfry.embedded.testing.TestPool;
import dev.belfry.embedded.testing.TestWorkspace;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What was told goes with what it was told about. */
class PartitionKeeperIT {

    private static final String TARGET = "http://127.0.0.1:9/";

    private static Vertx vertx;
    private static Pool pool;

    private TestWorkspace workspace;
    private UUID job;
    private UUID channel;

    @BeforeAll
    static void connect() {
        vertx = Vertx.vertx();
        pool = TestPool.on(vertx);
    }

    @AfterAll
    static void disconnect() {
        pool.closeAndAwait();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @BeforeEach
    void prepare() {
        workspace = TestWorkspace.create();
        job = workspace.job("cron", "{}", TARGET);
        channel = workspace.webhook(TARGET);
    }

    @Test
    void deletesTheDeliveriesOfDroppedDaysWhateverTheirStatusBatchByBatch() {
        // given: more than one batch takes
        deliveries(daysAgo(32), "delivered", 2_500);
        deliveries(daysAgo(40), "pending", 3);
        deliveries(daysAgo(29), "delivered", 1);

        // when
        keep();

        // then
        assertThat(left()).isEqualTo(1);
    }

    @Test
    void keepsTheDeliveryOfAnOldTickThatWasRecordedLate() {
        UUID execution = workspace.queued(job, daysAgo(50));
        delivery(execution, "pending");

        keep();

        assertThat(left()).isEqualTo(1);
    }

    @Test
    void deletesWhatTellsOfNoExecutionByItsOwnAge() {
        UUID old = withoutExecution(daysAgo(32));
        UUID young = withoutExecution(daysAgo(29));

        keep();

        assertThat(rows("SELECT id FROM notification_delivery WHERE channel_id = ?", channel))
                .extracting(row -> row.get("id"))
                .contains(young)
                .doesNotContain(old);
    }

    /** As of a monitor, or a test of a channel. */
    private UUID withoutExecution(Instant at) {
        UUID id = ExecutionId.timeOrdered(at, 0, 0);
        write("""
                INSERT INTO notification_delivery (id, workspace_id, channel_id, event, status, due_at)
                VALUES (?, ?, ?, 'test', 'delivered', now())
                """, id, workspace.id(), channel);
        return id;
    }

    /** Rounds until one says that there is time to wait. */
    private static void keep() {
        PartitionKeeper keeper = new PartitionKeeper(pool, TestConfig.of(PartitionConfig.class, Map.of()));
        Duration wait = Duration.ZERO;
        while (wait.isZero()) {
            wait = keeper.round();
        }
    }

    /** As they are left when the day of their executions is dropped. */
    private void deliveries(Instant at, String status, int count) {
        for (int i = 0; i < count; i++) {
            delivery(ExecutionId.ofTick(job, at.plusMillis(i)), status);
        }
    }

    private void delivery(UUID execution, String status) {
        write("""
                INSERT INTO notification_delivery (id, workspace_id, channel_id, job_id, execution_id, event, status, due_at)
                VALUES (uuidv7(), ?, ?, ?, ?, 'on_failure', ?, now())
                """, workspace.id(), channel, job, execution, status);
    }

    private int left() {
        return rows("SELECT id FROM notification_delivery WHERE job_id = ?", job)
                .size();
    }

    private static Instant daysAgo(int days) {
        return Instant.now().minus(days, ChronoUnit.DAYS).truncatedTo(ChronoUnit.MILLIS);
    }
}

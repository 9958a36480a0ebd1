package dev.belfry.scheduler.deletion;

import static dev.belfry.embedded.testing.TestWorkspace.rows;
import static dev.belfry.embedded.testing.TestWorkspace.write;
import static org.assertj.core.api.Assertions.assertThat;

import dev.belfry.embedded.testing.Servers;
import dev.belfry.embedded.testing.TestPool;
import dev.belfry.embedded.testing.TestWorkspace;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is left of a deleted job goes, and nothing else. */
class DeletedJobSweeperIT {

    private static Vertx vertx;
    private static Pool pool;

    private TestWorkspace workspace;

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
    }

    @Test
    void removesExecutionsAndDeliveriesOfDeletedJobsBatchByBatch() {
        // given: more than one batch takes
        UUID deleted = jobWith(4_500);
        UUID kept = jobWith(10);
        delete(deleted, 120);

        // when
        sweep();

        // then
        assertThat(executionsOf(deleted)).isZero();
        assertThat(deliveriesOf(deleted)).isZero();
        assertThat(notesOf(deleted)).isZero();
        assertThat(executionsOf(kept)).isEqualTo(10);
        assertThat(deliveriesOf(kept)).isEqualTo(1);
    }

    @Test
    void keepsTheNoteWhileSomebodyMayStillWriteBehindIt() {
        UUID deleted = jobWith(3);
        delete(deleted, 0);

        sweep();

        assertThat(executionsOf(deleted)).isZero();
        assertThat(notesOf(deleted)).isOne();
    }

    @Test
    void passesOverWhatSomebodyIsBusyWithAndComesBackForIt() throws Exception {
        UUID deleted = jobWith(3);
        delete(deleted, 120);

        try (Connection other = Servers.connection();
                Statement statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute("SELECT id FROM execution WHERE job_id = '" + deleted + "' LIMIT 1 FOR UPDATE");
            sweep();
            assertThat(executionsOf(deleted)).isOne();
            assertThat(notesOf(deleted)).isOne();
            other.rollback();
        }

        sweep();
        assertThat(executionsOf(deleted)).isZero();
        assertThat(notesOf(deleted)).isZero();
    }

    @Test
    void goesRoundThroughMoreDeletedJobsThanOneRoundTakes() {
        write("INSERT INTO deleted_job SELECT uuidv7(), now() FROM generate_series(1, 250)");
        UUID deleted = jobWith(3);
        delete(deleted, 0);

        sweep();

        assertThat(executionsOf(deleted)).isZero();
    }

    /** Rounds until one says that there is time to wait. */
    private static void sweep() {
        DeletedJobSweeper sweeper = new DeletedJobSweeper(pool);
        Duration wait = Duration.ZERO;
        while (wait.isZero()) {
            wait = sweeper.round();
        }
    }

    private UUID jobWith(int executions) {
        UUID job = workspace.job("cron", "{}", "http://127.0.0.1:9/");
        UUID execution = workspace.queued(job, Instant.now());
        write("""
                INSERT INTO execution (id, workspace_id, job_id, status, source, scheduled_for, due_at)
                SELECT uuidv7(), ?, ?, 'succeeded', 'schedule', now(), now() FROM generate_series(2, ?)
                """, workspace.id(), job, executions);
        write("""
                INSERT INTO notification_delivery (id, workspace_id, channel_id, job_id, execution_id, event, status, due_at)
                VALUES (uuidv7(), ?, ?, ?, ?, 'on_success', 'delivered', now())
                """, workspace.id(), workspace.webhook("http://127.0.0.1:9/"), job, execution);
        return job;
    }

    /** As api-service does it. */
    private static void delete(UUID job, int secondsAgo) {
        write("DELETE FROM job WHERE id = ?", job);
        write("INSERT INTO deleted_job VALUES (?, now() - ? * interval '1 second')", job, secondsAgo);
    }

    private static int executionsOf(UUID job) {
        return rows("SELECT id FROM execution WHERE job_id = ?", job).size();
    }

    private static int deliveriesOf(UUID job) {
        return rows("SELECT id FROM notification_delivery WHERE job_id = ?", job)
                .size();
    }

    private static int notesOf(UUID job) {
        return rows("SELECT job_id FROM deleted_job WHERE job_id = ?", job).size();
    }
}

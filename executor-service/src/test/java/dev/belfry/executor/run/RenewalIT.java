package dev.belfry.executor.run;

import static dev.belfry.embedded.testing.TestWorkspace.execution;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.belfry.embedded.testing.Servers;
import dev.belfry.embedded.testing.TestWorkspace;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A lease holds as long as its call goes on, whatever else the executor asks of the database. */
class RenewalIT {

    private static final Duration LEASE = Duration.ofSeconds(2);

    private final TestWorkspace workspace = TestWorkspace.create();
    private TestExecutors executors;
    private SlowTarget target;

    @BeforeEach
    void start() {
        executors = new TestExecutors(1);
        target = SlowTarget.neverAnswering(executors.vertx());
        executors.start("executor.run.lease", LEASE.toMillis() + "ms");
    }

    @AfterEach
    void stop() {
        target.close();
        executors.close();
    }

    @Test
    void renewsLeasesWhileEveryOtherConnectionIsTaken() throws SQLException {
        // given
        UUID underWay = request();
        await().untilAsserted(() -> assertThat(execution(underWay)).containsEntry("status", "running"));

        // when a statement waits for a row that somebody has locked
        UUID locked = workspace.queued(job(), now());
        try (Connection somebody = Servers.connection()) {
            somebody.setAutoCommit(false);
            lock(somebody, locked);
            executors.request(locked, workspace.id(), now());
            await().until(RenewalIT::somethingWaitsForALock);
            Instant since = now();

            // then
            await().until(() -> isLeasedBeyond(since.plus(LEASE.multipliedBy(2)), underWay));
            assertThat(somethingWaitsForALock()).isTrue();
        }
    }

    @Test
    void renewsLeasesWhileEveryEventLoopIsBusy() {
        // given
        UUID underWay = request();
        await().untilAsserted(() -> assertThat(execution(underWay)).containsEntry("status", "running"));

        // when
        CountDownLatch over = new CountDownLatch(1);
        executors.vertx().nettyEventLoopGroup().forEach(eventLoop -> eventLoop.execute(() -> waitFor(over)));
        try {
            Instant since = now();

            // then
            await().until(() -> isLeasedBeyond(since.plus(LEASE.multipliedBy(2)), underWay));
        } finally {
            over.countDown();
        }
    }

    private static void waitFor(CountDownLatch over) {
        try {
            over.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void lock(Connection somebody, UUID execution) throws SQLException {
        try (PreparedStatement statement = somebody.prepareStatement("SELECT FROM execution WHERE id = ? FOR UPDATE")) {
            statement.setObject(1, execution);
            statement.executeQuery();
        }
    }

    private static boolean somethingWaitsForALock() {
        return !TestWorkspace.rows(
                        "SELECT pid FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND query LIKE 'UPDATE execution%'")
                .isEmpty();
    }

    private static boolean isLeasedBeyond(Instant instant, UUID execution) {
        return !TestWorkspace.rows("SELECT FROM execution WHERE id = ? AND lease_expires_at > ?", execution, instant)
                .isEmpty();
    }

    private UUID request() {
        UUID execution = workspace.queued(job(), now());
        executors.request(execution, workspace.id(), now());
        return execution;
    }

    private UUID job() {
        return workspace.job("cron", "{}", target.url());
    }

    private static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.MILLIS);
    }
}

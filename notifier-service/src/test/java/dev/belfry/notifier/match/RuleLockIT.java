package dev.belfry.notifier.match;

import static dev.belfry.embedded.testing.TestWorkspace.rows;
import static dev.belfry.embedded.testing.TestWorkspace.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.belfry.embedded.testing.Servers;
import dev.belfry.embedded.testing.TestPool;
import dev.belfry.embedded.testing.TestWorkspace;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Two notifiers that decide about one outage at the same time. */
class RuleLockIT {

    private final Vertx vertx = Vertx.vertx();
    private final Pool pool = TestPool.on(vertx);
    private final TestWorkspace workspace = TestWorkspace.create();
    private final UUID job = workspace.job("cron", "{}", "http://127.0.0.1:9/target");
    private final UUID channel = workspace.webhook("http://127.0.0.1:9/told");

    @AfterEach
    void disconnect() {
        pool.closeAndAwait();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    /**
     * A delivery refers to its channel: while that row is locked, whoever has decided waits with its delivery unwritten,
     * and its transaction open.
     */
    @Test
    void theSecondToDecideKnowsWhatTheFirstHasTold() throws SQLException {
        // given
        workspace.rule(job, channel, "on_failure");
        write("UPDATE notification_rule SET after_failures = 1 WHERE job_id = ?", job);
        Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        CompletableFuture<Integer> first;
        CompletableFuture<Integer> second;

        try (Connection held = Servers.connection()) {
            held.setAutoCommit(false);
            try (PreparedStatement lock =
                    held.prepareStatement("SELECT FROM notification_channel WHERE id = ? FOR UPDATE")) {
                lock.setObject(1, channel);
                lock.execute();
            }
            // when the newer failure is being decided while the older one, which ended later, comes up
            first = decide(failed(now.minusSeconds(60)));
            await().until(() -> waiting() == 1);
            second = decide(failed(now.minusSeconds(120)));
            await().until(() -> waiting() == 2);
            held.rollback();
        }

        // then
        assertThat(first.join()).isEqualTo(1);
        assertThat(second.join()).isZero();
        assertThat(rows("SELECT FROM notification_delivery WHERE job_id = ?", job))
                .hasSize(1);
    }

    private CompletableFuture<Integer> decide(UUID execution) {
        return new Matching(pool, Clock.systemUTC())
                .run(connection -> MatchRepository.ends(connection, List.of(execution)))
                .subscribeAsCompletionStage();
    }

    private UUID failed(Instant at) {
        UUID execution = workspace.queued(job, at);
        write(
                "UPDATE execution SET status = 'failed', finished_at = now(), report_pending = true WHERE id = ?",
                execution);
        return execution;
    }

    private static int waiting() {
        return rows("SELECT FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()")
                .size();
    }
}

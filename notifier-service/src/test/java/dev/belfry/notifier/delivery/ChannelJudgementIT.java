package dev.belfry.notifier.delivery;

import static dev.belfry.embedded.testing.TestWorkspace.rows;
import static dev.belfry.embedded.testing.TestWorkspace.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.belfry.embedded.testing.Servers;
import dev.belfry.embedded.testing.TestPool;
import dev.belfry.embedded.testing.TestWorkspace;
import dev.belfry.notifier.channel.DeliveryOutcome;
import dev.belfry.notifier.channel.DeliveryOutcome.Verdict;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the results of attempts make of their channel where several things happen to it at once. */
class ChannelJudgementIT {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Vertx vertx = Vertx.vertx();
    private final Pool pool = TestPool.on(vertx);
    private final DeliveryRepository deliveries = new DeliveryRepository(pool);
    private final TestWorkspace workspace = TestWorkspace.create();
    private final UUID channel = workspace.webhook("http://127.0.0.1:9/told");

    @AfterEach
    void close() {
        pool.closeAndAwait();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void aReceiverIsLeftAloneForAsLongAsItSaidAlsoWhenItTookAnotherMessageMeanwhile() {
        record(asksForPause(Duration.ofMinutes(1)), result("delivered", DeliveryOutcome.delivered(204, "")));

        assertThat(secondsOfPause()).isBetween(50.0, 60.0);
    }

    @Test
    void theLongestPauseCounts() {
        record(asksForPause(Duration.ofMinutes(1)), asksForPause(Duration.ofMinutes(3)));
        assertThat(secondsOfPause()).isBetween(170.0, 180.0);

        record(asksForPause(Duration.ofMinutes(2)));
        assertThat(secondsOfPause()).isBetween(160.0, 180.0);
    }

    @Test
    void aChannelThatSomebodySwitchesOffMeanwhileStaysOff() throws Exception {
        DeliveryOutcome refused = DeliveryOutcome.answered(Verdict.REFUSED, 410, "", Duration.ZERO);
        CompletableFuture<Void> recorded;
        try (Connection person = Servers.connection();
                PreparedStatement off =
                        person.prepareStatement("UPDATE notification_channel SET state = 'off' WHERE id = ?")) {
            // given
            person.setAutoCommit(false);
            off.setObject(1, channel);
            off.executeUpdate();

            // when
            recorded = CompletableFuture.runAsync(() -> record(result("failed", refused)));
            await().until(() -> !rows("SELECT FROM pg_locks l JOIN pg_stat_activity a USING (pid)"
                            + " WHERE NOT l.granted AND a.query LIKE '%notification_channel%'")
                    .isEmpty());
            person.commit();
        }

        // then
        recorded.join();
        assertThat(channel()).containsEntry("state", "off").containsEntry("state_reason", null);
    }

    private void record(DeliveryResult... results) {
        deliveries.record(List.of(results), Duration.ofDays(3)).await().atMost(PATIENCE);
    }

    private DeliveryResult asksForPause(Duration pause) {
        return result("pending", DeliveryOutcome.answered(Verdict.SLOWED, 429, "", pause));
    }

    /** Of a delivery whose first attempt is under way. */
    private DeliveryResult result(String status, DeliveryOutcome outcome) {
        UUID id = UUID.randomUUID();
        write(
                "INSERT INTO notification_delivery (id, workspace_id, channel_id, event, status, due_at, attempt_count)"
                        + " VALUES (?, ?, ?, 'test', 'pending', now() + interval '1 minute', 1)",
                id,
                workspace.id(),
                channel);
        return new DeliveryResult(id, 1, status, Duration.ofHours(1), outcome, Instant.now(), true);
    }

    private double secondsOfPause() {
        Object seconds = rows(
                        "SELECT extract(epoch FROM not_before - now()) AS s FROM notification_channel WHERE id = ?",
                        channel)
                .get(0)
                .get("s");
        return seconds == null ? 0 : ((Number) seconds).doubleValue();
    }

    private Map<String, Object> channel() {
        return rows("SELECT * FROM notification_channel WHERE id = ?", channel).get(0);
    }
}

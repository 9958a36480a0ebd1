package dev.belfry.notifier.watchdog;

import static dev.belfry.embedded.testing.TestWorkspace.write;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.belfry.core.outbound.AddressGuard;
import dev.belfry.core.outbound.Cidr;
import dev.belfry.core.testing.TargetServer;
import dev.belfry.core.testing.TargetServer.Answer;
import dev.belfry.embedded.fault.PostgresProxy;
import dev.belfry.embedded.testing.Servers;
import dev.belfry.embedded.testing.TestConfig;
import dev.belfry.embedded.testing.TestPool;
import dev.belfry.embedded.testing.TestWorkspace;
import dev.belfry.notifier.channel.Channel;
import dev.belfry.notifier.channel.HttpPost;
import dev.belfry.notifier.channel.webhook.WebhookChannel;
import dev.belfry.transport.http.GuardedClient;
import dev.belfry.transport.json.WireJson;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the operators hear of an engine in trouble, by a clock that the test moves. */
class WatchdogIT {

    private static final AddressGuard LOOPBACK = new AddressGuard(Cidr.parseList("127.0.0.1/32"));

    private final Vertx vertx = Vertx.vertx();
    private final TargetServer operators = TargetServer.start();
    private final GuardedClient client = new GuardedClient(vertx, LOOPBACK, 10);
    private final MovedClock clock = new MovedClock();
    private final TestWorkspace workspace = TestWorkspace.create();
    private PostgresProxy proxy;
    private Pool pool;
    private Watchdog watchdog;

    /** Real time, and what the test adds to it. */
    private static final class MovedClock extends Clock {

        private Duration ahead = Duration.ZERO;

        @Override
        public Instant instant() {
            return Instant.now().plus(ahead);
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    @BeforeEach
    void start() throws IOException {
        proxy = PostgresProxy.before(Servers.start().reactiveUrl());
        pool = TestPool.on(vertx, proxy.through(Servers.start().reactiveUrl()));
        write("DELETE FROM watchdog_alarm");
        write("DELETE FROM job_due");
        write("UPDATE execution SET status = 'canceled' WHERE status = 'queued'");
        watchdog = watchdog();
        aSchedulerWorks();
    }

    @AfterEach
    void stop() throws IOException {
        write("DELETE FROM job_due");
        operators.close();
        client.close();
        pool.closeAndAwait();
        proxy.close();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void anUnservedJobIsToldOnceAndOnceItsEnd() {
        lookFor(90);
        workspace.due(job(), Instant.now().plusSeconds(60));
        lookFor(20);
        assertThat(told()).isEmpty();

        lookFor(300);
        assertThat(told()).extracting(told -> told.path("event").asText()).containsExactly("watchdog_alarm");

        write("DELETE FROM job_due");
        lookFor(50);
        assertThat(told()).hasSize(1);
        lookFor(30);
        assertThat(told())
                .extracting(told -> told.path("event").asText())
                .containsExactly("watchdog_alarm", "watchdog_over");
        lookFor(300);
        assertThat(told()).hasSize(2);
    }

    @Test
    void aSilentSchedulerIsHeardEvenWhenNothingIsDue() {
        lookFor(120);
        assertThat(told()).isEmpty();

        lookWhileNoSchedulerWorks(90);

        assertThat(told()).hasSize(1);
        assertThat(operators.received("/ops").get(0).body()).contains("watchdog_alarm");
    }

    @Test
    void twoWatchdogsTellOnce() {
        Watchdog other = watchdog();
        workspace.due(job(), Instant.now().minusSeconds(300));

        for (int second = 0; second <= 120; second += 5) {
            aSchedulerWorks();
            watchdog.round();
            other.round();
            pass(5);
        }

        assertThat(told()).hasSize(1);
    }

    @Test
    void whileItIsBlindItSaysNothingAndAfterwardsItLooksFirst() {
        lookFor(90);
        workspace.due(job(), clock.instant());
        proxy.refuse(true);
        proxy.cut();
        lookFor(600);
        assertThat(told()).isEmpty();

        // The database is back; what became late meanwhile gets its time to be served.
        proxy.refuse(false);
        lookFor(50);
        assertThat(told()).isEmpty();
        write("DELETE FROM job_due");
        lookFor(300);

        assertThat(told()).isEmpty();
    }

    @Test
    void whatTheOperatorsChannelDidNotTakeIsSentAgainUnderTheSameId() {
        operators.answer("/ops", Answer.status(500), Answer.status(204));
        workspace.due(job(), Instant.now().minusSeconds(300));

        lookFor(90);
        assertThat(told()).hasSize(1);
        write("UPDATE watchdog_alarm SET leased_until = now()");
        lookFor(10);

        assertThat(operators.received("/ops"))
                .hasSize(2)
                .extracting(call -> call.headers().get("webhook-id"))
                .containsOnly(operators.received("/ops").get(0).headers().get("webhook-id"));
    }

    private UUID job() {
        return workspace.job("cron", "{\"cron\": \"* * * * *\"}", "http://127.0.0.1:9/target");
    }

    private Watchdog watchdog() {
        WatchdogConfig config = TestConfig.of(WatchdogConfig.class, Map.of("notifier.watchdog.on-late", "60s"));
        List<Channel> channels =
                List.of(new WebhookChannel(new HttpPost(client, clock, Duration.ofSeconds(10)), clock));
        OperatorsChannel channel = new OperatorsChannel(
                Optional.of("{\"type\": \"webhook\", \"config\": {\"url\": \"" + operators.url("/ops") + "\"}}"),
                channels,
                new OperatorsChannel.Way(vertx, LOOPBACK, Duration.ofSeconds(30), "https://belfry.example"));
        return new Watchdog(pool, config, channel, clock);
    }

    /** Looks every five seconds of the watchdog's clock. */
    private void lookFor(int seconds) {
        for (int second = 0; second <= seconds; second += 5) {
            aSchedulerWorks();
            watchdog.round();
            pass(5);
        }
    }

    private void lookWhileNoSchedulerWorks(int seconds) {
        for (int second = 0; second <= seconds; second += 5) {
            watchdog.round();
            pass(5);
        }
    }

    private void pass(int seconds) {
        clock.ahead = clock.ahead.plusSeconds(seconds);
    }

    private void aSchedulerWorks() {
        write(
                "INSERT INTO scheduler_beat (beat_at) VALUES (?)"
                        + " ON CONFLICT (only_row) DO UPDATE SET beat_at = excluded.beat_at",
                clock.instant());
    }

    private List<JsonNode> told() {
        return operators.received("/ops").stream()
                .map(call -> WireJson.read(call.body(), JsonNode.class))
                .toList();
    }
}

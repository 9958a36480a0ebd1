package dev.belfry.notifier.run;

import static dev.belfry.embedded.testing.TestWorkspace.rows;
import static dev.belfry.embedded.testing.TestWorkspace.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.belfry.core.testing.TargetServer;
import dev.belfry.core.testing.TargetServer.Answer;
import dev.belfry.embedded.fault.Fault;
import dev.belfry.embedded.fault.Faults;
import dev.belfry.embedded.fault.PostgresProxy;
import dev.belfry.embedded.testing.Servers;
import dev.belfry.embedded.testing.TestPool;
import dev.belfry.embedded.testing.TestWorkspace;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Connections that are lost at the wrong moment, and a database that is away: everybody is told, and told once. */
class FaultyDatabaseIT {

    private final TestWorkspace workspace = TestWorkspace.create();
    private final Vertx vertx = Vertx.vertx();
    private PostgresProxy proxy;
    private Pool pool;
    private TargetServer receiver;
    private Notifier notifier;

    @BeforeAll
    static void waitForSlowMachines() {
        Awaitility.setDefaultTimeout(Duration.ofSeconds(30));
    }

    @BeforeEach
    void start() throws IOException {
        Servers servers = Servers.start();
        proxy = PostgresProxy.before(servers.reactiveUrl());
        pool = TestPool.on(vertx, proxy.through(servers.reactiveUrl()));
        receiver = TargetServer.start();
        notifier = TestNotifiers.make(
                vertx,
                pool,
                Map.of(
                        // Longer than it takes to write a result again.
                        "notifier.delivery.retry-waits", "2s,200ms",
                        "notifier.delivery.lease", "2s",
                        "notifier.delivery.call-timeout", "1900ms",
                        "belfry.mail.timeout", "1s",
                        "notifier.delivery.drain", "0s"));
        notifier.start();
        await().until(notifier::isReady);
    }

    @AfterEach
    void stop() throws IOException {
        proxy.lose(Faults.NONE);
        notifier.close();
        receiver.close();
        pool.closeAndAwait();
        proxy.close();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @ParameterizedTest
    @EnumSource(names = {"LOST", "ANSWER_LOST"})
    void aLostResultIsWrittenOnce(Fault fault) {
        // given the result of a first attempt, after which another follows
        receiver.answer("/told", Answer.status(500), Answer.status(204));
        proxy.lose(Faults.once(fault, "SET status = r.status, attempts"));

        UUID execution = finished();

        await().untilAsserted(() -> assertThat(statuses(List.of(execution))).containsExactly("delivered"));
        assertThat(proxy.counts().lost() + proxy.counts().answersLost()).isEqualTo(1);
        assertThat(rows(
                        "SELECT jsonb_array_length(attempts) AS attempts FROM notification_delivery"
                                + " WHERE execution_id = ?",
                        execution))
                .containsExactly(Map.of("attempts", 2));
        assertThat(receiver.received("/told")).hasSize(2);
    }

    @Test
    void whateverIsLostEverybodyIsToldByOneDelivery() {
        proxy.lose(Faults.random(2026, 0.1, 0.1));

        List<UUID> executions = IntStream.range(0, 50).mapToObj(i -> finished()).toList();

        await().untilAsserted(() -> assertThat(statuses(executions)).hasSize(50).containsOnly("delivered"));
        assertThat(proxy.counts().answersLost()).isPositive();
    }

    @Test
    void goesOnWhenASilentDatabaseAnswersAgain() {
        proxy.silence(true);
        UUID execution = finished();
        await().during(Duration.ofSeconds(1))
                .until(() -> receiver.received("/told").isEmpty());

        proxy.silence(false);

        await().untilAsserted(() -> assertThat(statuses(List.of(execution))).containsExactly("delivered"));
    }

    /** Its news never come: the sweep finds it. */
    private UUID finished() {
        UUID job = workspace.job("cron", "{\"cron\": \"* * * * *\"}", "http://127.0.0.1:9/target");
        workspace.rule(job, workspace.webhook(receiver.url("/told")), "on_failure");
        UUID execution = workspace.queued(job, Instant.now());
        write("""
                UPDATE execution
                   SET status = 'failed', attempt_count = 1, started_at = now(), report_pending = true,
                       finished_at = now() - interval '10 seconds', attempts = '[{"number": 1, "statusCode": 503}]'
                 WHERE id = ?
                """, execution);
        return execution;
    }

    private static List<Object> statuses(List<UUID> executions) {
        return rows(
                        "SELECT status FROM notification_delivery WHERE execution_id = ANY(?::uuid[])",
                        "{"
                                + String.join(
                                        ",",
                                        executions.stream().map(UUID::toString).toList()) + "}")
                .stream()
                .map(row -> row.get("status"))
                .toList();
    }
}

package dev.belfry.scheduler.monitor;

import static dev.belfry.embedded.testing.TestWorkspace.rows;
import static dev.belfry.embedded.testing.TestWorkspace.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.belfry.core.message.MonitorChanged;
import dev.belfry.core.message.Topics;
import dev.belfry.embedded.fault.Fault;
import dev.belfry.embedded.fault.Faults;
import dev.belfry.embedded.fault.PostgresProxy;
import dev.belfry.embedded.testing.Servers;
import dev.belfry.embedded.testing.TestConfig;
import dev.belfry.embedded.testing.TestPool;
import dev.belfry.transport.kafka.KafkaSettings;
import dev.belfry.transport.kafka.TopicPublisher;
import dev.belfry.transport.kafka.TopicReader;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who did not ping goes down, once, and nobody else. */
class MonitorWatchIT {

    private static final MonitorConfig CONFIG =
            TestConfig.of(MonitorConfig.class, Map.of("scheduler.monitor.batch-size", "50"));

    private static Vertx vertx;
    private static Pool pool;
    private static TopicPublisher<MonitorChanged> publisher;

    private TestMonitors monitors;

    @BeforeAll
    static void connect() {
        vertx = Vertx.vertx();
        pool = TestPool.on(vertx);
        publisher =
                new TopicPublisher<>(settings(), message -> message.monitorId().toString());
    }

    @AfterAll
    static void disconnect() {
        publisher.close();
        pool.closeAndAwait();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @BeforeEach
    void prepare() {
        monitors = new TestMonitors();
    }

    @ParameterizedTest
    @ValueSource(strings = {"pending", "up"})
    void aMonitorThatWasNotPingedInTimeGoesDownOnceWithAReason(String state) {
        // given
        monitors.listened(-1_000, 0);
        UUID late = monitors.everyInterval(state, 60, 10, -80);

        // when
        sweep(pool);
        sweep(pool);

        // then
        assertThat(monitors.state(late)).isEqualTo("down");
        assertThat(monitors.flips(late)).singleElement().satisfies(flip -> {
            assertThat(flip).containsEntry("from_state", state).containsEntry("to_state", "down");
            assertThat(flip).containsEntry("report_pending", true).containsEntry("workspace_id", monitors.workspace());
            assertThat(flip.get("reason").toString()).startsWith("no ping came by 20");
        });
    }

    @Test
    void tellsOfWhoWentDown() {
        Map<UUID, MonitorChanged> heard = new ConcurrentHashMap<>();
        try (TopicReader<MonitorChanged> reader = new TopicReader<>(
                        settings(),
                        "test-" + UUID.randomUUID(),
                        MonitorChanged.class,
                        batch -> batch.forEach(received -> {
                            heard.put(received.message().monitorId(), received.message());
                            received.acknowledge().run();
                        }),
                        () -> true)
                .start()) {
            await().until(reader::isJoined);
            monitors.listened(-1_000, 0);
            UUID late = monitors.everyInterval("up", 60, 10, -80);

            sweep(pool);

            await().until(() -> heard.containsKey(late));
            assertThat(heard.get(late).flipId())
                    .isEqualTo(monitors.flips(late).get(0).get("id"));
            assertThat(heard.get(late).fromState()).isEqualTo("up");
            assertThat(heard.get(late).toState()).isEqualTo("down");
        }
    }

    @Test
    void leavesThoseAloneThatAreInTimePausedOrDown() {
        monitors.listened(-1_000, 0);
        UUID inTime = monitors.everyInterval("up", 60, 10, -60);
        UUID down = monitors.everyInterval("down", 60, 10, -80);
        UUID paused = monitors.everyInterval("up", 60, 10, -80);
        write("UPDATE monitor SET state = 'paused', next_expected_at = NULL WHERE id = ?", paused);

        sweep(pool);

        assertThat(List.of(inTime, down, paused)).extracting(monitors::state).containsExactly("up", "down", "paused");
        assertThat(List.of(inTime, down, paused))
                .allSatisfy(id -> assertThat(monitors.flips(id)).isEmpty());
    }

    /** A ping that came before the deadline may be on its way into the table. */
    @Test
    void doesNotJudgeADeadlineThatHasOnlyJustPassed() {
        monitors.listened(-1_000, 0);
        UUID justLate = monitors.everyInterval("up", 60, 10, -71);

        sweep(pool);

        assertThat(monitors.state(justLate)).isEqualTo("up");
    }

    @Test
    void aRunThatDidNotEndIsSaidToHaveBegun() {
        monitors.listened(-1_000, 0);
        UUID hanging = monitors.everyInterval("up", 3_600, 30, -600);
        monitors.began(hanging, -60, -30);

        sweep(pool);

        assertThat(monitors.state(hanging)).isEqualTo("down");
        assertThat(monitors.flips(hanging).get(0).get("reason").toString())
                .startsWith("a run began and did not end by 20");
        assertThat(monitors.monitor(hanging).get("started_at")).isNull();
    }

    @Test
    void nobodyGoesDownWhileNobodyListens() {
        monitors.listened(-1_000, -500);
        UUID sinceThen = monitors.everyInterval("up", 60, 10, -550);
        UUID before = monitors.everyInterval("up", 60, 10, -600);

        sweep(pool);

        assertThat(monitors.state(sinceThen)).isEqualTo("up");
        // Its time was over when somebody still listened.
        assertThat(monitors.state(before)).isEqualTo("down");
    }

    @Test
    void nobodyIsBlamedForAnOutageAndWhoStaysSilentAfterItIs() {
        // given an outage of five minutes that is over since half a minute
        monitors.listened(-1_000, -330);
        monitors.listened(-30, 0);
        UUID swallowed = monitors.everyInterval("up", 60, 10, -350);
        UUID silent = monitors.everyInterval("up", 30, 1, -350);
        UUID unaffected = monitors.everyInterval("up", 60, 10, -410);

        // when
        sweep(pool);

        // then
        assertThat(monitors.state(swallowed)).isEqualTo("up");
        assertThat(monitors.deadline(swallowed)).isBetween(38L, 41L);
        assertThat(monitors.flips(swallowed)).isEmpty();
        // Thirty seconds and a grace of one after the end of the outage: about now, but not for longer than it settles.
        assertThat(monitors.state(silent)).isEqualTo("up");
        assertThat(monitors.state(unaffected)).isEqualTo("down");

        // when it stays silent
        write(
                "UPDATE monitor_listening SET began_at = began_at - interval '20 s', until_at = until_at - interval '20 s'");
        write("UPDATE monitor SET anchor_at = anchor_at - interval '20 s',"
                + " next_expected_at = next_expected_at - interval '20 s' WHERE state = 'up'");
        write("UPDATE monitor_listening SET until_at = now() WHERE began_at > now() - interval '1 minute'");
        sweep(pool);

        // then
        assertThat(monitors.state(silent)).isEqualTo("down");
        assertThat(monitors.state(swallowed)).isEqualTo("up");
    }

    /** An instance moves the end of its row on once a second. */
    @Test
    void aPingBetweenTheLastSignOfAnInstanceAndItsEndDoesNotHideTheOutage() {
        monitors.listened(-1_000, -330);
        monitors.listened(-30, 0);
        UUID pingedAtTheLastMoment = monitors.everyInterval("up", 60, 10, -329);

        sweep(pool);

        assertThat(monitors.state(pingedAtTheLastMoment)).isEqualTo("up");
        assertThat(monitors.deadline(pingedAtTheLastMoment)).isBetween(38L, 41L);
    }

    @Test
    void aRestartBetweenTwoReplicasThatListenIsNoOutage() {
        monitors.listened(-1_000, 0);
        monitors.listened(-900, -330);
        monitors.listened(-30, 0);
        UUID late = monitors.everyInterval("up", 60, 10, -350);

        sweep(pool);

        assertThat(monitors.state(late)).isEqualTo("down");
    }

    @Test
    void twoSchedulersBringEachMonitorDownOnce() {
        monitors.listened(-1_000, 0);
        List<UUID> late = IntStream.range(0, 700)
                .mapToObj(i -> monitors.everyInterval("up", 60, 10, -80 - i % 100))
                .toList();

        CompletableFuture.allOf(
                        CompletableFuture.runAsync(() -> sweep(pool)), CompletableFuture.runAsync(() -> sweep(pool)))
                .join();

        assertThat(rows("SELECT monitor_id FROM monitor_flip WHERE workspace_id = ?", monitors.workspace()))
                .extracting(row -> row.get("monitor_id"))
                .containsExactlyInAnyOrderElementsOf(late);
    }

    @Test
    void passesOverAMonitorThatAPingIsChanging() throws Exception {
        monitors.listened(-1_000, 0);
        UUID late = monitors.everyInterval("up", 60, 10, -80);
        UUID other = monitors.everyInterval("up", 60, 10, -80);

        try (Connection ping = Servers.connection();
                Statement statement = ping.createStatement()) {
            ping.setAutoCommit(false);
            statement.execute("SELECT FROM monitor WHERE id = '" + late + "' FOR NO KEY UPDATE");
            sweep(pool);
            assertThat(monitors.state(late)).isEqualTo("up");
            assertThat(monitors.state(other)).isEqualTo("down");
            statement.execute("UPDATE monitor SET anchor_at = now(), next_expected_at = now() + interval '70 s'"
                    + " WHERE id = '" + late + "'");
            ping.commit();
        }
        sweep(pool);

        assertThat(monitors.state(late)).isEqualTo("up");
        assertThat(monitors.flips(late)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(names = {"LOST", "ANSWER_LOST"})
    void aRoundThatDiesAtItsCommitLeavesAllOrNothingAndTheNextFindsTheRest(Fault fault) throws Exception {
        monitors.listened(-1_000, 0);
        UUID late = monitors.everyInterval("up", 60, 10, -80);
        try (PostgresProxy proxy = PostgresProxy.before(Servers.start().reactiveUrl())) {
            Pool faulty = TestPool.on(vertx, proxy.through(Servers.start().reactiveUrl()));
            proxy.lose(Faults.once(fault, "COMMIT"));

            assertThatThrownBy(() -> sweep(faulty)).isInstanceOf(Exception.class);
            assertThat(monitors.flips(late)).hasSize(fault == Fault.LOST ? 0 : 1);

            // The loop tries again as well: the pool may still hold the connection that died.
            await().ignoreExceptions().untilAsserted(() -> sweep(faulty));
            faulty.closeAndAwait();
        }
        assertThat(monitors.state(late)).isEqualTo("down");
        assertThat(monitors.flips(late))
                .singleElement()
                .satisfies(flip -> assertThat(flip).containsEntry("report_pending", true));
    }

    /** Rounds until one says that there is time to wait. */
    private static void sweep(Pool pool) {
        MonitorWatch watch = new MonitorWatch(pool, publisher, CONFIG);
        Duration wait = Duration.ZERO;
        while (wait.isZero()) {
            wait = watch.round();
        }
    }

    private static KafkaSettings settings() {
        return new KafkaSettings(Servers.start().bootstrap(), Topics.MONITOR_CHANGED);
    }
}

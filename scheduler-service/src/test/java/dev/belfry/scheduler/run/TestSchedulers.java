package dev.belfry.scheduler.run;

import static org.awaitility.Awaitility.await;

import dev.belfry.core.message.ExecutionRequested;
import dev.belfry.core.message.Topics;
import dev.belfry.embedded.testing.Servers;
import dev.belfry.embedded.testing.TestConfig;
import dev.belfry.embedded.testing.TestPool;
import dev.belfry.scheduler.claim.ClaimConfig;
import dev.belfry.scheduler.dispatch.DispatchConfig;
import dev.belfry.scheduler.monitor.MonitorConfig;
import dev.belfry.scheduler.partition.PartitionConfig;
import dev.belfry.scheduler.rescue.RescueConfig;
import dev.belfry.transport.kafka.KafkaConfig;
import dev.belfry.transport.kafka.TopicReader;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** Schedulers of a test's own, and what they hand over. */
final class TestSchedulers implements AutoCloseable {

    private static final KafkaConfig KAFKA = () -> Servers.start().bootstrap();

    private final Vertx vertx = Vertx.vertx();
    private final Pool pool;
    private final Map<UUID, Integer> arrived = new ConcurrentHashMap<>();
    private final TopicReader<ExecutionRequested> messages;
    private final List<Scheduler> schedulers = new ArrayList<>();

    TestSchedulers() {
        this(Servers.start().reactiveUrl());
    }

    /** Schedulers that reach the test database by a way of their own. */
    TestSchedulers(String databaseUrl) {
        pool = TestPool.on(vertx, databaseUrl);
        messages = new TopicReader<>(
                        KAFKA.topic(Topics.EXECUTION_REQUESTED),
                        "test-schedulers",
                        ExecutionRequested.class,
                        batch -> batch.forEach(received -> {
                            arrived.merge(received.message().executionId(), 1, Integer::sum);
                            received.acknowledge().run();
                        }),
                        () -> true)
                .start();
        await().until(messages::isJoined);
    }

    Pool pool() {
        return pool;
    }

    void start(String... properties) {
        Map<String, String> settings = new HashMap<>();
        for (int i = 0; i < properties.length; i += 2) {
            settings.put(properties[i], properties[i + 1]);
        }
        Scheduler scheduler = new Scheduler(
                new Scheduler.Surroundings(vertx, pool, KAFKA),
                new Scheduler.Settings(
                        TestConfig.of(ClaimConfig.class, settings),
                        TestConfig.of(DispatchConfig.class, settings),
                        TestConfig.of(RescueConfig.class, settings),
                        TestConfig.of(PartitionConfig.class, settings),
                        TestConfig.of(MonitorConfig.class, settings)));
        schedulers.add(scheduler);
        scheduler.start();
    }

    /** How many messages have come about an execution. */
    int messagesAbout(UUID execution) {
        return arrived.getOrDefault(execution, 0);
    }

    void stop() {
        schedulers.forEach(Scheduler::close);
        schedulers.clear();
    }

    @Override
    public void close() {
        stop();
        messages.close();
        pool.closeAndAwait();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}

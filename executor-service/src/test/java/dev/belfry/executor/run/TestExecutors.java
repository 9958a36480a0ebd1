package dev.belfry.executor.run;

import static org.awaitility.Awaitility.await;

import dev.belfry.core.message.ExecutionCancelRequested;
import dev.belfry.core.message.ExecutionRequested;
import dev.belfry.core.message.Topics;
import dev.belfry.core.outbound.AddressGuard;
import dev.belfry.core.outbound.Cidr;
import dev.belfry.core.secret.SecretBox;
import dev.belfry.core.secret.SecretKeys;
import dev.belfry.embedded.testing.Servers;
import dev.belfry.embedded.testing.TestConfig;
import dev.belfry.embedded.testing.TestPool;
import dev.belfry.executor.admission.AdmissionLimits;
import dev.belfry.transport.kafka.KafkaConfig;
import dev.belfry.transport.kafka.TopicPublisher;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Executors of a test's own, with what the scheduler and the API send them. */
final class TestExecutors implements AutoCloseable {

    private static final int LEASE_CONNECTIONS = 2;
    private static final KafkaConfig KAFKA = () -> Servers.start().bootstrap();

    private final Vertx vertx = Vertx.vertx();
    private final Vertx vertxOfLeases = LeaseConnections.alone();
    private final Pool pool;
    private final Pool leases;
    private final TopicPublisher<ExecutionRequested> requests = new TopicPublisher<>(
            KAFKA.topic(Topics.EXECUTION_REQUESTED),
            message -> message.executionId().toString());
    private final TopicPublisher<ExecutionCancelRequested> cancellations = new TopicPublisher<>(
            KAFKA.topic(Topics.EXECUTION_CANCEL_REQUESTED),
            message -> message.executionId().toString());
    private final List<Executor> executors = new ArrayList<>();
    private final List<MeterRegistry> registries = new ArrayList<>();

    TestExecutors() {
        this(Servers.start().reactiveUrl());
    }

    /** Executors that reach the test database by a way of their own. */
    TestExecutors(String databaseUrl) {
        this.pool = TestPool.on(vertx, databaseUrl);
        this.leases = TestPool.on(vertxOfLeases, databaseUrl, LEASE_CONNECTIONS);
    }

    /** Executors that share no more than so many connections, besides those for leases. */
    TestExecutors(int connections) {
        this.pool = TestPool.on(vertx, Servers.start().reactiveUrl(), connections);
        this.leases = TestPool.on(vertxOfLeases, Servers.start().reactiveUrl(), LEASE_CONNECTIONS);
    }

    Vertx vertx() {
        return vertx;
    }

    Executor start(String... properties) {
        Map<String, String> settings = new HashMap<>(Map.of("executor.run.drain", "0s"));
        for (int i = 0; i < properties.length; i += 2) {
            settings.put(properties[i], properties[i + 1]);
        }
        AddressGuard guard = new AddressGuard(Cidr.parseList("127.0.0.1/32"));
        MeterRegistry registry = new SimpleMeterRegistry();
        registries.add(registry);
        Executor executor = new Executor(
                new Executor.Surroundings(
                        vertx, pool, leases, KAFKA, guard, registry, SecretBox.of(SecretKeys.generate())),
                TestConfig.of(RunConfig.class, settings),
                TestConfig.of(AdmissionLimits.class, settings));
        executors.add(executor);
        executor.start();
        await().until(executor::isReady);
        return executor;
    }

    void request(UUID execution, UUID workspace, Instant due) {
        request(List.of(new ExecutionRequested(execution, workspace, due, "127.0.0.1")));
    }

    void request(List<ExecutionRequested> messages) {
        requests.publish(messages).await().indefinitely();
    }

    void tellOfCancellation(UUID execution, UUID workspace) {
        cancellations
                .publish(List.of(new ExecutionCancelRequested(execution, workspace)))
                .await()
                .indefinitely();
    }

    /** How many attempts the executors of this test count as made under a lost lease. */
    double leasesLost() {
        return registries.stream()
                .mapToDouble(registry -> registry.counter("executor.lease.lost").count())
                .sum();
    }

    void stop() {
        executors.forEach(Executor::close);
        executors.clear();
        registries.clear();
    }

    @Override
    public void close() {
        stop();
        requests.close();
        cancellations.close();
        pool.closeAndAwait();
        leases.closeAndAwait();
        vertx.close().toCompletionStage().toCompletableFuture().join();
        vertxOfLeases.close().toCompletionStage().toCompletableFuture().join();
    }
}

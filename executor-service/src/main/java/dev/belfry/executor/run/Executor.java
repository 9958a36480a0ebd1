package dev.belfry.executor.run;

import dev.belfry.core.loop.Loop;
import dev.belfry.core.message.ExecutionCancelRequested;
import dev.belfry.core.message.ExecutionFinished;
import dev.belfry.core.message.ExecutionRequested;
import dev.belfry.core.message.Topics;
import dev.belfry.core.outbound.AddressGuard;
import dev.belfry.core.secret.SecretBox;
import dev.belfry.executor.admission.AdmissionLimits;
import dev.belfry.executor.attempt.Attempts;
import dev.belfry.executor.attempt.TargetCaller;
import dev.belfry.executor.execution.ExecutionRepository;
import dev.belfry.executor.slot.Slots;
import dev.belfry.transport.database.DatabaseClock;
import dev.belfry.transport.http.GuardedClient;
import dev.belfry.transport.kafka.KafkaConfig;
import dev.belfry.transport.kafka.TopicPublisher;
import dev.belfry.transport.kafka.TopicReader;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.impl.VertxInternal;
import io.vertx.mutiny.sqlclient.Pool;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * One instance of the executor: reads messages, runs executions, hears of cancellations, renews leases, and stops in
 * order.
 *
 * <p>{@link #close()} blocks and belongs on a worker thread.
 */
public final class Executor implements AutoCloseable {

    /**
     * Where the instance stands in the world.
     *
     * @param leases connections on which nothing but renewals of leases is done, and which wait for no event loop of
     *     {@code vertx}
     * @param secrets opens the secrets that requests refer to
     */
    public record Surroundings(
            Vertx vertx,
            Pool pool,
            Pool leases,
            KafkaConfig kafka,
            AddressGuard guard,
            MeterRegistry registry,
            SecretBox secrets) {}

    private static final Logger LOG = Logger.getLogger(Executor.class);
    private static final String GROUP = "executor-service";
    /** Alerts and live streams can wait so long. */
    private static final Duration NEWS_GATHER = Duration.ofMillis(50);

    private static final Duration CLOCK_EVERY = Duration.ofSeconds(5);
    private static final Duration LOOK_EVERY = Duration.ofMillis(50);

    private final RunConfig config;
    private final Context context;
    private final DatabaseClock clock;
    private final ExecutionRepository executions;
    private final GuardedClient client;
    private final TopicPublisher<ExecutionFinished> finished;
    private final TopicPublisher<ExecutionCancelRequested> canceled;
    private final ExecutionRunner runner;
    private final TopicReader<ExecutionRequested> reader;
    private final TopicReader<ExecutionCancelRequested> cancellations;
    private final Renewals renewals;
    private final Loop clockSamples;

    public Executor(Surroundings in, RunConfig config, AdmissionLimits limits) {
        this.config = config;
        // One event loop of its own: everything the runner holds is touched by this thread only.
        this.context = ((VertxInternal) in.vertx()).createEventLoopContext();
        // Before the database's time is known nothing counts as due.
        this.clock = new DatabaseClock(in.pool().getDelegate(), Clock.fixed(Instant.EPOCH, ZoneOffset.UTC));
        String instance = GROUP + "-" + UUID.randomUUID();
        this.executions = new ExecutionRepository(in.pool(), instance);
        this.client = new GuardedClient(in.vertx(), in.guard(), limits.perHost());
        this.finished = new TopicPublisher<>(
                in.kafka().topic(Topics.EXECUTION_FINISHED),
                news -> news.executionId().toString(),
                NEWS_GATHER);
        this.canceled = new TopicPublisher<>(
                in.kafka().topic(Topics.EXECUTION_CANCEL_REQUESTED),
                message -> message.executionId().toString());
        Attempts attempts = new Attempts(
                new TargetCaller(in.vertx(), client, in.secrets()),
                () -> ThreadLocalRandom.current().nextDouble(),
                config.holdRetriesUpTo());
        ExecutorMetrics metrics = new ExecutorMetrics(in.registry());
        this.runner = new ExecutionRunner(new ExecutionRunner.Dependencies(
                in.vertx(),
                config,
                limits,
                clock,
                executions,
                new Slots(in.pool(), executions, config.lease()),
                attempts,
                new News(finished::publish, canceled::publish, metrics),
                metrics));
        this.reader = new TopicReader<>(
                in.kafka().topic(Topics.EXECUTION_REQUESTED),
                GROUP,
                ExecutionRequested.class,
                batch -> context.runOnContext(turn -> runner.accept(batch)),
                runner::hasRoom);
        this.cancellations = TopicReader.broadcast(
                in.kafka().topic(Topics.EXECUTION_CANCEL_REQUESTED),
                ExecutionCancelRequested.class,
                batch -> context.runOnContext(turn -> runner.cancel(batch)),
                () -> true);
        this.renewals = new Renewals(
                new ExecutionRepository(in.leases(), instance),
                config,
                runner::claimed,
                lost -> context.runOnContext(turn -> runner.lost(lost)));
        this.clockSamples = new Loop("sample-clock", Duration.ofSeconds(1), this::sampleClock);
        Gauge.builder("executor.held", runner, ExecutionRunner::heldCount)
                .description("Executions in hand: waiting for their instant or a place, or running")
                .register(in.registry());
    }

    /** Begins to read. */
    public void start() {
        clockSamples.start();
        renewals.start();
        cancellations.start();
        reader.start();
    }

    /** Whether messages reach this instance: it is a member of the group and knows the database's time. */
    public boolean isReady() {
        return reader.isJoined() && cancellations.isJoined() && clock.isKnown();
    }

    /** The loops whose state tells whether the instance is alive. */
    public List<Loop> loops() {
        return List.of(reader.loop(), cancellations.loop(), renewals.loop(), clockSamples);
    }

    /** Stops reading, waits for the calls under way, hands back what does not end in time, and reports it all. */
    @Override
    public void close() {
        try {
            reader.close();
            drain();
        } finally {
            closeAll(cancellations, renewals, clockSamples, finished, canceled, client);
        }
    }

    private void drain() {
        onLoop(() -> {
            runner.stop();
            return true;
        });
        if (!isDrainedWithin(config.drain())) {
            LOG.infof("calls still under way are handed back: held=%d", runner.heldCount());
            onLoop(() -> {
                runner.handBack();
                return true;
            });
            if (!isDrainedWithin(config.lastReports())) {
                LOG.warnf("stopping with reports unwritten, their leases will end: held=%d", runner.heldCount());
            }
        }
    }

    /** One that does not close keeps no other open. */
    private static void closeAll(AutoCloseable... parts) {
        for (AutoCloseable part : parts) {
            try {
                part.close();
            } catch (Exception e) {
                LOG.warnf(e, "could not be closed: part=%s", part.getClass().getSimpleName());
            }
        }
    }

    private Duration sampleClock() throws Exception {
        if (!clock.isKnown()) {
            executions.warmUp().await().atMost(CLOCK_EVERY);
        }
        clock.sample().toCompletionStage().toCompletableFuture().get(CLOCK_EVERY.toMillis(), TimeUnit.MILLISECONDS);
        return CLOCK_EVERY;
    }

    private boolean isDrainedWithin(Duration patience) {
        if (onLoop(runner::isDrained)) {
            return true;
        }
        long deadline = System.nanoTime() + patience.toNanos();
        CompletableFuture<Void> drained = new CompletableFuture<>();
        context.runOnContext(turn -> completeWhenDrained(drained));
        try {
            drained.get(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
            return true;
        } catch (java.util.concurrent.TimeoutException e) {
            drained.cancel(false);
            return false;
        } catch (Exception e) {
            throw new IllegalStateException("interrupted while draining", e);
        }
    }

    private void completeWhenDrained(CompletableFuture<Void> drained) {
        if (runner.isDrained()) {
            drained.complete(null);
        } else if (!drained.isDone()) {
            context.owner().setTimer(LOOK_EVERY.toMillis(), fired -> completeWhenDrained(drained));
        }
    }

    private <T> T onLoop(Callable<T> work) {
        CompletableFuture<T> done = new CompletableFuture<>();
        context.runOnContext(turn -> {
            try {
                done.complete(work.call());
            } catch (Exception e) {
                done.completeExceptionally(e);
            }
        });
        return done.orTimeout(10, TimeUnit.SECONDS).join();
    }
}

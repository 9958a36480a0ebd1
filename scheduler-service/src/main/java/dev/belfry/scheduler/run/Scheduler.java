package dev.belfry.scheduler.run;

import dev.belfry.core.loop.Loop;
import dev.belfry.core.message.ExecutionRequested;
import dev.belfry.core.message.MonitorChanged;
import dev.belfry.core.message.Topics;
import dev.belfry.scheduler.beat.Heart;
import dev.belfry.scheduler.claim.ClaimConfig;
import dev.belfry.scheduler.claim.Claimer;
import dev.belfry.scheduler.deletion.DeletedJobSweeper;
import dev.belfry.scheduler.dispatch.DispatchConfig;
import dev.belfry.scheduler.dispatch.Dispatcher;
import dev.belfry.scheduler.dispatch.ExecutionRepository;
import dev.belfry.scheduler.monitor.MonitorConfig;
import dev.belfry.scheduler.monitor.MonitorWatch;
import dev.belfry.scheduler.partition.PartitionConfig;
import dev.belfry.scheduler.partition.PartitionKeeper;
import dev.belfry.scheduler.rescue.RescueConfig;
import dev.belfry.scheduler.rescue.Rescuer;
import dev.belfry.transport.kafka.KafkaConfig;
import dev.belfry.transport.kafka.TopicPublisher;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import java.time.Duration;
import java.util.List;

/** One instance of the scheduler: its duties, each in a loop of its own. */
public final class Scheduler implements AutoCloseable {

    /** Where the instance stands in the world. */
    public record Surroundings(Vertx vertx, Pool pool, KafkaConfig kafka) {}

    /** What the instance was told. */
    public record Settings(
            ClaimConfig claim,
            DispatchConfig dispatch,
            RescueConfig rescue,
            PartitionConfig partition,
            MonitorConfig monitor) {}

    private static final Duration AFTER_FAILURE = Duration.ofSeconds(1);
    private static final Duration ROUND = Duration.ofSeconds(30);

    private final Dispatcher dispatcher;
    private final Settings settings;
    private final TopicPublisher<ExecutionRequested> publisher;
    private final WorkListener listener;
    private final Loop claim;
    private final Loop claimMissed;
    private final Loop dispatch;
    private final Loop redispatch;
    private final Loop nextInLine;
    private final Loop rescue;
    private final Loop partitions;
    private final Loop deletions;
    private final Loop beat;
    private final TopicPublisher<MonitorChanged> monitorNews;
    private final Loop monitors;

    public Scheduler(Surroundings in, Settings settings) {
        this.settings = settings;
        this.publisher = new TopicPublisher<>(
                in.kafka().topic(Topics.EXECUTION_REQUESTED),
                message -> message.executionId().toString());
        ExecutionRepository executions = new ExecutionRepository(in.pool());
        this.dispatcher = new Dispatcher(executions, publisher, settings.dispatch());
        Claimer claimer = new Claimer(in.pool(), executions, dispatcher, settings.claim());
        this.claim = new Loop("claim", AFTER_FAILURE, claimer::roundOfDue);
        this.claimMissed = new Loop("claim-missed", AFTER_FAILURE, claimer::roundOfMissed);
        this.dispatch = new Loop("dispatch", AFTER_FAILURE, this::dispatchWaiting);
        this.redispatch = new Loop("redispatch", AFTER_FAILURE, this::dispatchOverdue);
        this.nextInLine = new Loop("next-in-line", AFTER_FAILURE, this::dispatchNextInLine);
        this.rescue =
                new Loop("rescue", AFTER_FAILURE, new Rescuer(in.pool(), settings.rescue(), dispatch::wake)::round);
        this.partitions =
                new Loop("partitions", AFTER_FAILURE, new PartitionKeeper(in.pool(), settings.partition())::round);
        this.deletions = new Loop("deletions", AFTER_FAILURE, new DeletedJobSweeper(in.pool())::round);
        this.beat = new Loop("beat", AFTER_FAILURE, new Heart(in.pool())::round);
        this.monitorNews = new TopicPublisher<>(
                in.kafka().topic(Topics.MONITOR_CHANGED),
                message -> message.monitorId().toString());
        this.monitors = new Loop(
                "monitors", AFTER_FAILURE, new MonitorWatch(in.pool(), monitorNews, settings.monitor())::round);
        this.listener = new WorkListener(in.vertx(), in.pool().getDelegate(), this::wake);
    }

    public void start() {
        loops().forEach(Loop::start);
        listener.start();
    }

    /** Looks for work at once. */
    public void wake() {
        claim.wake();
        dispatch.wake();
    }

    /** The loops that tell whether the instance is alive. */
    public List<Loop> loops() {
        return List.of(
                claim, claimMissed, dispatch, redispatch, nextInLine, rescue, partitions, deletions, beat, monitors);
    }

    /** Ends the rounds under way and starts no other. What was committed but not sent, another scheduler sends. */
    @Override
    public void close() {
        listener.close();
        loops().forEach(Loop::close);
        publisher.close();
        monitorNews.close();
    }

    private Duration dispatchWaiting() {
        int dispatched =
                dispatcher.dispatchWaiting(settings.claim().lookahead()).await().atMost(ROUND);
        return again(dispatched) ? Duration.ZERO : settings.claim().pollInterval();
    }

    private Duration dispatchOverdue() {
        int dispatched = dispatcher.dispatchOverdue().await().atMost(ROUND);
        return again(dispatched) ? Duration.ZERO : Duration.ofSeconds(1);
    }

    private Duration dispatchNextInLine() {
        int dispatched = dispatcher.dispatchNextInLine().await().atMost(ROUND);
        return again(dispatched) ? Duration.ZERO : settings.dispatch().resendAfter();
    }

    private boolean again(int dispatched) {
        return dispatched == settings.dispatch().batchSize();
    }
}

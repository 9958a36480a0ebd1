package dev.belfry.load.workload;

import dev.belfry.load.result.Result;
import dev.belfry.load.sink.Sink;
import java.time.Duration;
import java.time.Instant;

/**
 * W7: two workspaces of which one has some times as many calls as the other, all of those to a target that takes eight
 * seconds. What is measured is the other one's lateness.
 *
 * @param times 1 for calm, 10 for a neighbour at ten times its share
 */
public record Neighbours(String name, int times) implements Workload {

    /** Of each workspace while it is calm. */
    private static final int PER_SECOND = 50;

    private static final int SECONDS = 20;

    /** How many calls the measured workspace has. */
    public static final int COUNT = PER_SECOND * SECONDS;

    /** At ten times its share it would have more calls under way than an executor has places. */
    private static final int SLOW_MILLIS = 8_000;

    @Override
    public Result run(Stage stage) throws Exception {
        Stage beside = stage.with(Stage.await(stage.api().inNewWorkspace()), Sink.start(stage.vertx()));
        ScheduledCalls measured =
                new ScheduledCalls(name, COUNT, Duration.ofSeconds(1).dividedBy(PER_SECOND), 0);
        ScheduledCalls busy = new ScheduledCalls(
                "(neighbour)", COUNT * times, measured.apart().dividedBy(times), SLOW_MILLIS);
        Instant first = ScheduledCalls.firstInstant(stage, measured.count() + busy.count());
        busy.create(beside, first);
        measured.create(stage, first);
        return measured.measure(stage, first);
    }
}

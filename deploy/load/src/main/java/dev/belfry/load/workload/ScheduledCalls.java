package dev.belfry.load.workload;

import dev.belfry.load.installation.Usage;
import dev.belfry.load.result.Lateness;
import dev.belfry.load.result.Result;
import dev.belfry.load.sink.Arrivals;
import dev.belfry.load.stored.Outcomes;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.ExecutionException;

/**
 * One-shot jobs that come due one after the other, or all at once.
 *
 * @param count how many
 * @param apart from one job's instant to the next one's; zero for a herd
 * @param delayMillis how long the target takes to answer
 */
public record ScheduledCalls(String name, int count, Duration apart, int delayMillis) implements Workload {

    /** Before the first instant; longer than anything that is done ahead. */
    private static final Duration CALM = Duration.ofSeconds(4);

    /** W1: so many at the same instant. */
    public static ScheduledCalls herd(int count) {
        return new ScheduledCalls("W1 herd", count, Duration.ZERO, 0);
    }

    /** W2: so many seconds of 200 calls. */
    public static ScheduledCalls steady(String name, int seconds) {
        return new ScheduledCalls(name, 200 * seconds, Duration.ofMillis(5), 0);
    }

    /** W4: so many at once, and a target that takes 500 ms. */
    public static ScheduledCalls slowTargets(int count) {
        return new ScheduledCalls("W4 slow targets", count, Duration.ZERO, 500);
    }

    @Override
    public Result run(Stage stage) throws Exception {
        Instant first = firstInstant(stage, count);
        create(stage, first);
        return measure(stage, first);
    }

    /** Waits for the calls of jobs that were created for a first instant, and for their ends. */
    Result measure(Stage stage, Instant first) throws Exception {
        Instant last = first.plus(apart.multipliedBy(count - 1L));
        Stage.sleepUntil(first.minus(CALM));
        stage.sink().reset();
        Usage before = stage.begin();
        Stage.sleepUntil(last);
        stage.awaitCalls(count, last);
        Instant stored = stage.awaitStored(first, last.plusMillis(1));
        Usage after = stage.belfry().usage();
        Outcomes outcomes = stage.outcomes(first, last.plusMillis(1));
        Arrivals arrivals = stage.sink().take();
        return new Result(
                name,
                arrivals.byExecution().size(),
                seconds(first, arrivals.last()),
                Lateness.of(arrivals.lateness()),
                arrivals.duplicates(),
                arrivals.early(),
                outcomes.succeeded(),
                seconds(last, arrivals.last()),
                seconds(last, stored),
                after.cpuSince(before),
                after.memoryMegabytes());
    }

    /** When the first of so many jobs can come due that are created now, with some calm before it. */
    static Instant firstInstant(Stage stage, int jobs) {
        return Instant.now()
                .plus(stage.pace().timeFor(jobs))
                .plus(CALM)
                .plus(CALM)
                .truncatedTo(ChronoUnit.SECONDS);
    }

    /** Creates the jobs, the first one for this instant. */
    void create(Stage stage, Instant first) throws InterruptedException, ExecutionException {
        long began = System.nanoTime();
        Stage.await(Api.repeat(count, Stage.CALLERS, number -> stage.api().create(job(stage, first, number))));
        stage.pace().learn(count, System.nanoTime() - began);
        if (Instant.now().isAfter(first.minus(CALM))) {
            throw new IllegalStateException("creating took too long, the jobs came due before it was over");
        }
    }

    private JsonObject job(Stage stage, Instant first, int number) {
        String runAt = first.plus(apart.multipliedBy(number)).toString();
        return stage.job("scheduled", new JsonObject().put("run_at", runAt), delayMillis);
    }

    private static double seconds(Instant from, Instant to) {
        return Duration.between(from, to).toNanos() / 1e9;
    }
}

package dev.belfry.load.workload;

import dev.belfry.load.installation.Usage;
import dev.belfry.load.result.Lateness;
import dev.belfry.load.result.Result;
import dev.belfry.load.stored.StoredPings;
import io.vertx.core.Promise;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.HdrHistogram.ConcurrentHistogram;

/**
 * W8: pings at a fixed rate, however fast they are answered; what is measured is from the instant a ping is due to its
 * answer, so that one that has to wait for its turn counts with its wait.
 *
 * @param perSecond a multiple of 100
 * @param seconds for how long
 */
public record Pings(int perSecond, int seconds) implements Workload {

    /** So many of each monitor are kept. */
    private static final int PINGS_OF_EACH = 100;

    private static final long TICK_MILLIS = 2;
    private static final long LONGEST_MICROS = TimeUnit.MINUTES.toMicros(10);

    @Override
    public Result run(Stage stage) throws Exception {
        List<UUID> monitors = new ArrayList<>();
        List<String> paths = new ArrayList<>();
        for (int i = 0; i < perSecond * seconds / PINGS_OF_EACH; i++) {
            JsonObject monitor = new JsonObject().put("name", "measured").put("expected_interval_sec", 3600);
            JsonObject made = Stage.await(stage.api().post("/v1/monitors", monitor.toBuffer()))
                    .toJsonObject();
            monitors.add(UUID.fromString(made.getString("id")));
            paths.add("/v1/ping/" + made.getString("ping_token"));
        }
        ConcurrentHistogram micros = new ConcurrentHistogram(LONGEST_MICROS, 3);
        Usage before = stage.begin();
        long began = System.nanoTime();
        Stage.await(send(stage, paths, micros).future());
        double took = (System.nanoTime() - began) / 1e9;
        Usage after = stage.belfry().usage();
        return new Result(
                "W8 pings",
                micros.getTotalCount(),
                took,
                Lateness.of(micros),
                0,
                0,
                StoredPings.count(stage.database(), monitors),
                took - seconds,
                took - seconds,
                after.cpuSince(before),
                after.memoryMegabytes());
    }

    /** Completes when every ping was answered. */
    private Promise<Void> send(Stage stage, List<String> paths, ConcurrentHistogram micros) {
        int all = perSecond * seconds;
        long apart = TimeUnit.SECONDS.toNanos(1) / perSecond;
        long began = System.nanoTime();
        Promise<Void> done = Promise.promise();
        AtomicInteger sent = new AtomicInteger();
        AtomicInteger answers = new AtomicInteger();
        stage.vertx().setPeriodic(TICK_MILLIS, tick -> {
            long due = Math.min(all, (System.nanoTime() - began) / apart + 1);
            while (sent.get() < due) {
                int number = sent.getAndIncrement();
                long dueAt = began + number * apart;
                stage.api()
                        .get(paths.get(number % paths.size()))
                        .onFailure(done::tryFail)
                        .onSuccess(answer -> {
                            micros.recordValue((System.nanoTime() - dueAt) / 1_000);
                            if (answers.incrementAndGet() == all) {
                                done.tryComplete();
                            }
                        });
            }
            if (due == all) {
                stage.vertx().cancelTimer(tick);
            }
        });
        return done;
    }
}

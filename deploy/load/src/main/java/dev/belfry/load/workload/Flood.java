package dev.belfry.load.workload;

import dev.belfry.load.installation.Usage;
import dev.belfry.load.result.Lateness;
import dev.belfry.load.result.Result;
import dev.belfry.load.sink.Arrivals;
import dev.belfry.load.stored.Outcomes;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.HdrHistogram.Histogram;

/**
 * W6: run-now calls at a fixed rate, however fast they are answered; what is measured is from each answer to its call.
 *
 * @param perSecond a multiple of 100
 * @param seconds for how long
 */
public record Flood(int perSecond, int seconds) implements Workload {

    private static final int JOBS = 100;
    private static final long TICK_MILLIS = 10;
    private static final long LONGEST_MICROS = TimeUnit.MINUTES.toMicros(10);

    @Override
    public Result run(Stage stage) throws Exception {
        List<String> jobs = jobs(stage);
        stage.sink().reset();
        Map<UUID, Instant> answered = new ConcurrentHashMap<>();
        Usage before = stage.begin();
        Instant began = Instant.now();
        Stage.await(send(stage, jobs, answered).future());
        stage.awaitCalls(answered.size(), Instant.now());
        Instant stored = stage.awaitStored(began, Instant.now());
        Usage after = stage.belfry().usage();
        Outcomes outcomes = stage.outcomes(began, stored);
        Arrivals arrivals = stage.sink().take();
        return new Result(
                "W6 flood",
                arrivals.byExecution().size(),
                seconds(began, arrivals.last()),
                Lateness.of(sinceAnswer(answered, arrivals.byExecution())),
                arrivals.duplicates(),
                arrivals.early(),
                outcomes.succeeded(),
                seconds(began.plusSeconds(seconds), arrivals.last()),
                seconds(began.plusSeconds(seconds), stored),
                after.cpuSince(before),
                after.memoryMegabytes());
    }

    private static List<String> jobs(Stage stage) throws InterruptedException, ExecutionException {
        JsonObject job = stage.job("scheduled", new JsonObject().put("run_at", "2099-01-01T00:00:00Z"), 0);
        List<String> jobs = new ArrayList<>();
        for (int i = 0; i < JOBS; i++) {
            jobs.add(Stage.await(stage.api().create(job)).getString("id"));
        }
        return jobs;
    }

    /** Completes when every request was answered. */
    private Promise<Void> send(Stage stage, List<String> jobs, Map<UUID, Instant> answered) {
        int all = perSecond * seconds;
        long began = System.nanoTime();
        Promise<Void> done = Promise.promise();
        AtomicInteger sent = new AtomicInteger();
        AtomicInteger answers = new AtomicInteger();
        stage.vertx().setPeriodic(TICK_MILLIS, tick -> {
            long due = Math.min(all, (System.nanoTime() - began) * perSecond / TimeUnit.SECONDS.toNanos(1));
            while (sent.get() < due) {
                String path = "/v1/jobs/" + jobs.get(sent.getAndIncrement() % JOBS) + "/run-now";
                stage.api()
                        .post(path, Buffer.buffer("{}"))
                        .onFailure(done::tryFail)
                        .onSuccess(answer -> {
                            answered.put(UUID.fromString(answer.toJsonObject().getString("id")), Instant.now());
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

    /** A call that came before its answer counts as zero. */
    private static Histogram sinceAnswer(Map<UUID, Instant> answered, Map<UUID, Instant> called) {
        Histogram micros = new Histogram(LONGEST_MICROS, 3);
        answered.forEach((id, at) -> {
            Instant call = called.get(id);
            if (call != null) {
                micros.recordValue(Math.max(0, Duration.between(at, call).toNanos() / 1_000));
            }
        });
        return micros;
    }

    private static double seconds(Instant from, Instant to) {
        return Duration.between(from, to).toNanos() / 1e9;
    }
}

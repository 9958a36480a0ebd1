package dev.belfry.load.workload;

import dev.belfry.load.installation.Usage;
import dev.belfry.load.result.Lateness;
import dev.belfry.load.result.Result;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.ConcurrentHistogram;

/**
 * W5: jobs created by 16 callers; what is measured is the answer's time.
 *
 * @param count how many
 */
public record Creates(int count) implements Workload {

    private static final long LONGEST_MICROS = TimeUnit.MINUTES.toMicros(1);

    @Override
    public Result run(Stage stage) throws Exception {
        JsonObject job = stage.job("scheduled", new JsonObject().put("run_at", "2099-01-01T00:00:00Z"), 0);
        ConcurrentHistogram micros = new ConcurrentHistogram(LONGEST_MICROS, 3);
        Usage before = stage.begin();
        long began = System.nanoTime();
        Stage.await(Api.repeat(count, Stage.CALLERS, number -> timed(stage, job, micros)));
        double seconds = (System.nanoTime() - began) / 1e9;
        Usage after = stage.belfry().usage();
        return new Result(
                "W5 create",
                count,
                seconds,
                Lateness.of(micros),
                0,
                0,
                count,
                seconds,
                seconds,
                after.cpuSince(before),
                after.memoryMegabytes());
    }

    private static Future<?> timed(Stage stage, JsonObject job, ConcurrentHistogram micros) {
        long began = System.nanoTime();
        return stage.api().create(job).onSuccess(created -> micros.recordValue((System.nanoTime() - began) / 1_000));
    }
}

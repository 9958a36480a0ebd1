package dev.belfry.load.workload;

import dev.belfry.load.installation.LocalBelfry;
import dev.belfry.load.installation.Usage;
import dev.belfry.load.sink.Sink;
import dev.belfry.load.stored.Outcomes;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.ExecutionException;

/**
 * What workloads play on.
 *
 * @param workspace where the token's jobs are
 * @param pace how fast jobs are created
 */
public record Stage(
        Vertx vertx, LocalBelfry belfry, Api api, Sink sink, Connection database, UUID workspace, Pace pace) {

    static final int CALLERS = 16;

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration LOOK_EVERY = Duration.ofMillis(25);

    /** The same for another workspace that calls another sink. */
    Stage with(Api other, Sink itsSink) {
        return new Stage(vertx, belfry, other, itsSink, database, workspace, pace);
    }

    /** A job that calls the sink. */
    JsonObject job(String kind, JsonObject schedule, int delayMillis) {
        return new JsonObject()
                .put("name", "measured")
                .put("kind", kind)
                .put("schedule", schedule)
                .put(
                        "request",
                        new JsonObject()
                                .put("url", sink.url(delayMillis))
                                .put("method", "POST")
                                .put(
                                        "body",
                                        new JsonObject()
                                                .put("invoice", "in_1042")
                                                .put("amount", 1999)));
    }

    /** Marks the beginning of a measurement. */
    Usage begin() throws IOException {
        Usage.forgetPeaks(belfry.launcher());
        return belfry.usage();
    }

    /** Waits until the sink was called so often, or for a minute longer than the calls should take. */
    void awaitCalls(long calls, Instant lastDue) throws InterruptedException {
        Instant deadline = lastDue.plus(PATIENCE);
        while (sink.received() < calls && Instant.now().isBefore(deadline)) {
            Thread.sleep(LOOK_EVERY.toMillis());
        }
    }

    /** Waits until what came due in a span has ended, for a minute at most; gives when that was. */
    Instant awaitStored(Instant from, Instant to) throws SQLException, InterruptedException {
        Instant deadline = Instant.now().plus(PATIENCE);
        while (Outcomes.isOpen(database, from, to) && Instant.now().isBefore(deadline)) {
            Thread.sleep(LOOK_EVERY.toMillis());
        }
        return Instant.now();
    }

    /** What became of the executions whose ids were made for instants of a span. */
    Outcomes outcomes(Instant from, Instant to) throws SQLException {
        return Outcomes.count(database, workspace, from, to);
    }

    static void sleepUntil(Instant instant) throws InterruptedException {
        long millis = Duration.between(Instant.now(), instant).toMillis();
        if (millis > 0) {
            Thread.sleep(millis);
        }
    }

    static <T> T await(Future<T> future) throws InterruptedException, ExecutionException {
        return future.toCompletionStage().toCompletableFuture().get();
    }
}

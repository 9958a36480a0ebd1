package dev.belfry.api.transaction;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * How long a request waits for the database. After that it fails with a {@link TimeoutException}, and the client is asked
 * to come back; the database, should it only stand still, may still carry out what has reached it.
 */
final class Patience {

    /** Together with the second that a limit may take before, less than five seconds. */
    static final Duration LIMIT = Duration.ofSeconds(3);

    private Patience() {}

    static <T> Future<T> with(Future<T> work) {
        return work.timeout(LIMIT.toMillis(), TimeUnit.MILLISECONDS);
    }

    static <T> Uni<T> with(Uni<T> work) {
        return with(work, LIMIT);
    }

    /** The work is left alone and not canceled: it belongs to the event loop on which it is under way. */
    static <T> Uni<T> with(Uni<T> work, Duration limit) {
        if (limit.toMillis() <= 0) {
            return Uni.createFrom().failure(Patience::tooLate);
        }
        return Uni.createFrom().emitter(answer -> {
            Context context = Vertx.currentContext();
            if (context == null) {
                work.subscribe().with(answer::complete, answer::fail);
                return;
            }
            Vertx vertx = context.owner();
            long timer = vertx.setTimer(limit.toMillis(), fired -> answer.fail(tooLate()));
            work.onTermination()
                    .invoke(() -> vertx.cancelTimer(timer))
                    .subscribe()
                    .with(answer::complete, answer::fail);
        });
    }

    private static TimeoutException tooLate() {
        return new TimeoutException("the database did not answer in time");
    }
}

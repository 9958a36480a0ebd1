package dev.belfry.api.stream;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;

/** Somebody who has a stream open. */
final class Listener {

    /** News that come in a burst cost one look. */
    private static final long BREATH_MILLIS = 100;

    private final Vertx vertx;
    private final Runnable cutOff;
    private final AtomicBoolean woken = new AtomicBoolean();
    private volatile long movedAt = System.nanoTime();

    /** @param cutOff closes the connection */
    Listener(Vertx vertx, Runnable cutOff) {
        this.vertx = vertx;
        this.cutOff = cutOff;
    }

    /** There is news. */
    void wake() {
        woken.set(true);
    }

    /** Waits for news, and not longer than this. */
    Uni<Void> rest(Duration atMost) {
        return Uni.createFrom().emitter(rested -> {
            long end = System.nanoTime() + atMost.toNanos();
            long timer = vertx.setPeriodic(BREATH_MILLIS, tick -> {
                if (woken.getAndSet(false) || System.nanoTime() - end >= 0) {
                    vertx.cancelTimer(tick);
                    rested.complete(null);
                }
            });
            rested.onTermination(() -> vertx.cancelTimer(timer));
        });
    }

    /** The client took something, or will take what comes next. */
    void moved() {
        movedAt = System.nanoTime();
    }

    boolean isStalled(Duration after) {
        return System.nanoTime() - movedAt > after.toNanos();
    }

    void cutOff() {
        cutOff.run();
    }
}

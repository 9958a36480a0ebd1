package dev.belfry.scheduler.beat;

import io.vertx.mutiny.sqlclient.Pool;
import java.time.Duration;

/** Beats. Blocks; made for a loop's thread. */
public final class Heart {

    /** A fraction of the silence that the watchdog bears. */
    private static final Duration EVERY = Duration.ofSeconds(10);

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final BeatRepository beats;

    public Heart(Pool pool) {
        this.beats = new BeatRepository(pool);
    }

    /** One beat. Gives how long to wait for the next. */
    public Duration round() {
        beats.beat().await().atMost(PATIENCE);
        return EVERY;
    }
}

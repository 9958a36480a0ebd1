package dev.belfry.scheduler.rescue;

import io.vertx.mutiny.sqlclient.Pool;
import java.time.Duration;
import org.jboss.logging.Logger;

/** Looks for lost executions. Blocks; made for a loop's thread. */
public final class Rescuer {

    private static final Logger LOG = Logger.getLogger(Rescuer.class);
    private static final Duration EVERY = Duration.ofSeconds(1);
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final int BATCH = 500;
    private static final int MAX_CRASHES = 5;

    private final LostExecutionRepository executions;
    private final RescueConfig config;
    private final Runnable wakeDispatch;
    private long contactSince = System.nanoTime();

    /** A rescuer that calls for a dispatch when it has put something back. */
    public Rescuer(Pool pool, RescueConfig config, Runnable wakeDispatch) {
        this.executions = new LostExecutionRepository(pool);
        this.config = config;
        this.wakeDispatch = wakeDispatch;
    }

    /** One round. Gives how long to wait for the next. */
    public Duration round() {
        Duration next = rescue();
        int expired = executions.expire(BATCH).await().atMost(PATIENCE);
        return expired == BATCH ? Duration.ZERO : next;
    }

    private Duration rescue() {
        long began = System.nanoTime();
        boolean trusted = began - contactSince >= config.afterContact().toNanos();
        int rescued;
        try {
            // Nothing is put back by a limit of none, but the database was reached.
            rescued =
                    executions.rescue(MAX_CRASHES, trusted ? BATCH : 0).await().atMost(PATIENCE);
        } catch (RuntimeException e) {
            contactSince = System.nanoTime();
            throw e;
        }
        if (rescued > 0) {
            LOG.warnf("executions of a lost executor put back: executions=%d", rescued);
            wakeDispatch.run();
        }
        return rescued == BATCH ? Duration.ZERO : EVERY;
    }
}

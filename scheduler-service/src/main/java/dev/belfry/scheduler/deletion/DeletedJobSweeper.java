package dev.belfry.scheduler.deletion;

import io.vertx.mutiny.sqlclient.Pool;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

/** Sweeps up after deleted jobs, some jobs at a time and round by round through all of them. Blocks; made for a loop. */
public final class DeletedJobSweeper {

    private static final Duration BETWEEN_SWEEPS = Duration.ofSeconds(5);
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final UUID FIRST = new UUID(0, 0);
    private static final int JOBS = 100;

    /** Small enough to hold nobody up for more than some ten milliseconds. */
    private static final int ROWS = 2_000;

    private final DeletedJobRepository jobs;
    private UUID after = FIRST;

    public DeletedJobSweeper(Pool pool) {
        this.jobs = new DeletedJobRepository(pool);
    }

    /** One round. Gives how long to wait for the next. */
    public Duration round() {
        List<UUID> some = jobs.list(after, JOBS).await().atMost(PATIENCE);
        if (some.isEmpty()) {
            return startAgain();
        }
        int executions = jobs.deleteExecutions(some, ROWS).await().atMost(PATIENCE);
        int deliveries = jobs.deleteDeliveries(some, ROWS).await().atMost(PATIENCE);
        if (executions == ROWS || deliveries == ROWS) {
            return Duration.ZERO;
        }
        jobs.forget(some).await().atMost(PATIENCE);
        if (some.size() < JOBS) {
            return startAgain();
        }
        after = some.get(some.size() - 1);
        return Duration.ZERO;
    }

    private Duration startAgain() {
        after = FIRST;
        return BETWEEN_SWEEPS;
    }
}

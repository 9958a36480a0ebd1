package dev.belfry.scheduler.partition;

import io.vertx.mutiny.sqlclient.Pool;
import java.time.Duration;

/** Tends the partitions, and sweeps up after those it drops. Blocks; made for a loop's thread. */
public final class PartitionKeeper {

    private static final Duration EVERY = Duration.ofHours(1);
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    /** Small enough to hold nobody up for more than some ten milliseconds. */
    private static final int ROWS = 2_000;

    private final PartitionRepository partitions;
    private final DeliveryRepository deliveries;
    private final PartitionConfig config;

    public PartitionKeeper(Pool pool, PartitionConfig config) {
        this.partitions = new PartitionRepository(pool);
        this.deliveries = new DeliveryRepository(pool);
        this.config = config;
    }

    /** One round. Gives how long to wait for the next. */
    public Duration round() {
        partitions.ensure(config.daysAhead()).await().atMost(PATIENCE);
        partitions.dropOlderThan(config.retentionDays()).await().atMost(PATIENCE);
        int deleted =
                deliveries.deleteOlderThan(config.retentionDays(), ROWS).await().atMost(PATIENCE);
        return deleted == ROWS ? Duration.ZERO : EVERY;
    }
}

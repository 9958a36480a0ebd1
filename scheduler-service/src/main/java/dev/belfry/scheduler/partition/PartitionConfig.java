package dev.belfry.scheduler.partition;

import dev.belfry.transport.config.Bounds;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How long executions are kept. */
@ConfigMapping(prefix = "scheduler.partition")
public interface PartitionConfig {

    /** Days after which an execution is dropped, whole days at a time. */
    @WithDefault("30")
    @Bounds(min = 1, max = 3650)
    int retentionDays();

    /** Days ahead for which partitions stand ready, so that a stopped scheduler leaves time to notice. */
    @WithDefault("7")
    @Bounds(min = 1, max = 60)
    int daysAhead();
}

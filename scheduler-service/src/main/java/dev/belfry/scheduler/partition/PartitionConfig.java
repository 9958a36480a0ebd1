package dev.belfry.scheduler.partition;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;

/** How long executions are kept. */
@ConfigMapping(prefix = "scheduler.partition")
public interface PartitionConfig {

    /** Days after which an execution is dropped, whole days at a time. */
    @WithDefault("30")
    @Min(1)
    @Max(3650)
    int retentionDays();

    /** Days ahead for which partitions stand ready, so that a stopped scheduler leaves time to notice. */
    @WithDefault("7")
    @Min(1)
    @Max(60)
    int daysAhead();
}

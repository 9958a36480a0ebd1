package dev.belfry.scheduler.rescue;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** When a lease that ended is believed. */
@ConfigMapping(prefix = "scheduler.rescue")
public interface RescueConfig {

    /**
     * How long this scheduler must have reached the database without a break: what kept it away kept the executors away
     * as well, and they deserve the time to renew and report. At least an executor's lease.
     */
    @WithDefault("10s")
    Duration afterContact();
}

package dev.belfry.scheduler.monitor;

import dev.belfry.transport.config.Bounds;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How overdue monitors are found. */
@ConfigMapping(prefix = "scheduler.monitor")
public interface MonitorConfig {

    /** How often to look. */
    @WithDefault("1s")
    Duration pollInterval();

    /** How long after a deadline it is judged: longer than a ping takes from its arrival to its commit, at worst. */
    @WithDefault("4s")
    Duration settle();

    /** Monitors in one transaction. */
    @WithDefault("500")
    @Bounds(min = 1)
    int batchSize();
}

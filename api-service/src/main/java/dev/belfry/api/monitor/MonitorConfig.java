package dev.belfry.api.monitor;

import dev.belfry.transport.config.Bounds;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** What a workspace may have. */
@ConfigMapping(prefix = "api.monitor")
public interface MonitorConfig {

    /** Monitors of one workspace; 1 to 1,000,000. */
    @WithDefault("10000")
    @Bounds(min = 1, max = 1_000_000)
    int maxPerWorkspace();
}

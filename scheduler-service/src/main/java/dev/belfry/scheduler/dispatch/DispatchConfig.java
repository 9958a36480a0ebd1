package dev.belfry.scheduler.dispatch;

import dev.belfry.transport.config.Bounds;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How executions are handed over. */
@ConfigMapping(prefix = "scheduler.dispatch")
public interface DispatchConfig {

    /** A queued execution overdue for this long, and handed over this long ago, is handed over again. */
    @WithDefault("3s")
    Duration resendAfter();

    /** Executions in one statement. */
    @WithDefault("500")
    @Bounds(min = 1)
    int batchSize();
}

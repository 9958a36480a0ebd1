package dev.belfry.api.stream;

import dev.belfry.transport.config.Bounds;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How live streams are served. */
@ConfigMapping(prefix = "api.stream")
public interface StreamConfig {

    /** The longest pause between two looks into the table, for news that did not come. At least 100 ms. */
    @WithDefault("1s")
    Duration lookEvery();

    /** A stream without events carries a comment this often, and its token is checked again. */
    @WithDefault("15s")
    Duration heartbeat();

    /** How long after its finished_at a row may become visible and still be sent. Longer than an executor's lease. */
    @WithDefault("30s")
    Duration lateBy();

    /** A client that has taken nothing for so long is cut off. Longer than the heartbeat. */
    @WithDefault("60s")
    Duration stalledAfter();

    /** Streams that one workspace may have open at once, on this instance. */
    @WithDefault("20")
    @Bounds(min = 1)
    int maxPerWorkspace();

    /** Streams that may be open at once, on this instance. */
    @WithDefault("500")
    @Bounds(min = 1)
    int maxPerInstance();
}

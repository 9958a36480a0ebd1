package dev.belfry.notifier.watchdog;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/** How the engine is watched. */
@ConfigMapping(prefix = "notifier.watchdog")
public interface WatchdogConfig {

    /**
     * The operators' channel, as the API takes one: {@code {"type": "slack", "config": {"webhook_url": "..."}}}. Absent:
     * trouble is only logged.
     */
    Optional<String> channel();

    /** How late is trouble; how long a scheduler may be silent, and how long all has to be well before it is over. */
    @WithDefault("60s")
    Duration onLate();

    /** How often to look. */
    @WithDefault("5s")
    Duration pollInterval();
}

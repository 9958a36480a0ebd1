package dev.belfry.notifier.delivery;

import dev.belfry.transport.config.Bounds;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;

/** How deliveries are carried. */
@ConfigMapping(prefix = "notifier.delivery")
public interface DeliveryConfig {

    /** The waits between attempts; there is one attempt more than waits. */
    @WithDefault("2s,10s,1m,5m")
    List<Duration> retryWaits();

    /** How long an attempt is left to its notifier before another one may make it; above every channel's timeout. */
    @WithDefault("30s")
    Duration lease();

    /** Deliveries under way at the same time. */
    @WithDefault("200")
    @Bounds(min = 1)
    int maxUnderWay();

    /** How long a stopping instance waits for the attempts under way. */
    @WithDefault("10s")
    Duration drain();

    /** How often to look without being woken. */
    @WithDefault("500ms")
    Duration pollInterval();
}

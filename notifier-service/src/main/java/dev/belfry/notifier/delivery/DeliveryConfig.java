package dev.belfry.notifier.delivery;

import dev.belfry.transport.config.Bounds;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;
import java.util.List;

/** How deliveries are carried. */
@ConfigMapping(prefix = "notifier.delivery")
public interface DeliveryConfig {

    /** The waits between attempts, about a day in all; there is one attempt more than waits. */
    @WithDefault("2s,15s,1m,5m,20m,1h,2h,4h,8h,8h")
    List<Duration> retryWaits();

    /**
     * How long an attempt is left to its notifier before another one may make it; longer than a call may take, and a letter,
     * {@code belfry.mail.timeout}, or the notifier does not start.
     */
    @WithDefault("30s")
    Duration lease();

    /** How long a receiver may take for one call. */
    @WithDefault("10s")
    Duration callTimeout();

    /** Deliveries under way at the same time. */
    @WithDefault("200")
    @Bounds(min = 1)
    int maxUnderWay();

    /** Of these, to one channel. */
    @WithDefault("20")
    @Bounds(min = 1)
    int maxOfChannel();

    /** Of these, of one workspace: so many that a few with slow receivers leave room for others. */
    @WithDefault("50")
    @Bounds(min = 1)
    int maxOfWorkspace();

    /** How long a stopping instance waits for the attempts under way. */
    @WithDefault("10s")
    Duration drain();

    /** How often to look without being woken. */
    @WithDefault("500ms")
    Duration pollInterval();

    /** A channel that has failed for so long, and fails again, is switched off. */
    @WithDefault("3d")
    Duration switchOffAfter();

    /** The address at which people reach this Belfry, {@code belfry.public-url}; every link begins with it. */
    @WithDefault("http://127.0.0.1:8080")
    URI publicUrl();
}

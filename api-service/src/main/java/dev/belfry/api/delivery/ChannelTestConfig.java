package dev.belfry.api.delivery;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How a channel is tried out. */
@ConfigMapping(prefix = "api.channel-test")
public interface ChannelTestConfig {

    /** How long the answer to a test waits for the other side's; zero does not wait. */
    @WithDefault("5s")
    Duration waitFor();
}

package dev.belfry.api.auth;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How tokens are checked. */
@ConfigMapping(prefix = "api.auth")
interface AuthConfig {

    /** How long a token that was found good is not looked up again. */
    @WithDefault("5s")
    Duration cacheFor();

    /** How often it is written down when tokens were used last. */
    @WithDefault("10s")
    Duration writeUsesEvery();
}

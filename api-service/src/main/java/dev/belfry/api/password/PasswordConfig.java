package dev.belfry.api.password;

import dev.belfry.transport.config.Bounds;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How much of the machine passwords may take. */
@ConfigMapping(prefix = "api.password")
public interface PasswordConfig {

    /** How many passwords are hashed at the same time; each takes a core and 19 MiB meanwhile. */
    @WithDefault("2")
    @Bounds(min = 1)
    int parallel();

    /** How many may wait for their turn; who comes then is told to try again. At 50 ms each this is a wait of seconds. */
    @WithDefault("100")
    @Bounds(min = 1)
    int waiting();
}

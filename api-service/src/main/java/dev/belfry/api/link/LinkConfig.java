package dev.belfry.api.link;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;

/** Where links lead and how long they open. */
@ConfigMapping(prefix = "belfry.link")
public interface LinkConfig {

    /** The address at which people reach this Belfry, {@code belfry.public-url}; every link begins with it. */
    URI publicUrl();

    /** How long an invitation to a workspace opens. */
    @WithDefault("7d")
    Duration inviteFor();

    /** How long the verification of an address opens. */
    @WithDefault("2d")
    Duration verifyFor();

    /** How long the choice of a new password opens; the letter says an hour. */
    @WithDefault("1h")
    Duration resetFor();
}

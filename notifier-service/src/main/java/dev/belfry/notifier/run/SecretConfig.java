package dev.belfry.notifier.run;

import io.smallrye.config.ConfigMapping;

/** What opens the channels' secrets. */
@ConfigMapping(prefix = "belfry.secret")
interface SecretConfig {

    /** The key set as JSON, the same for every service. */
    String keyset();
}

package dev.belfry.executor.run;

import io.smallrye.config.ConfigMapping;

/** What opens the secrets that requests refer to. */
@ConfigMapping(prefix = "belfry.secret")
interface SecretConfig {

    /** The key set as JSON, the same for every service. */
    String keyset();
}

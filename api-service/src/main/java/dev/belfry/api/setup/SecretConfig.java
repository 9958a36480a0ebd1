package dev.belfry.api.setup;

import io.smallrye.config.ConfigMapping;

/** How secrets are sealed at rest. */
@ConfigMapping(prefix = "belfry.secret")
public interface SecretConfig {

    /** A Tink JSON key set for AES-256-GCM, the same for every service; required. */
    String keyset();
}

package dev.belfry.transport.secret;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/** What secrets are sealed with at rest: the same for every service, as a file or as text. */
@ConfigMapping(prefix = "belfry.secret")
public interface SecretConfig {

    /**
     * The path of a file that holds a Tink JSON key set for AES-256-GCM. It may be replaced while the service runs, in
     * one step. Goes before {@link #keyset()}.
     */
    Optional<String> keysetFile();

    /** Such a key set as text, which holds until the service ends. */
    Optional<String> keyset();

    /** How often the file is looked at; two seconds by default. A rotation has to wait longer than that between steps. */
    @WithDefault("PT2S")
    Duration pollInterval();
}

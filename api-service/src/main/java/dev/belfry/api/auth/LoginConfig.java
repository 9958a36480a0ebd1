package dev.belfry.api.auth;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How people log in. */
@ConfigMapping(prefix = "belfry.auth")
public interface LoginConfig {

    /** What signs the tokens of logins (HS256): 32 bytes at least, the same for every replica; required. */
    String jwtKey();

    /** Whether somebody who signs up may only read until the e-mail address is verified. Needs a mail server. */
    @WithDefault("false")
    boolean emailVerification();
}

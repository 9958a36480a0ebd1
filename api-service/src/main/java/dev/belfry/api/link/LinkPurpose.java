package dev.belfry.api.link;

import java.time.Duration;
import java.util.Locale;

/** What a link of an account is for. */
public enum LinkPurpose {
    VERIFY_EMAIL("/v1/auth/verify-email?token="),
    RESET_PASSWORD("/reset-password?token=");

    private final String path;

    LinkPurpose(String path) {
        this.path = path;
    }

    /** The name in the database. */
    public String stored() {
        return name().toLowerCase(Locale.ROOT);
    }

    String path() {
        return path;
    }

    Duration lifetime(LinkConfig config) {
        return switch (this) {
            case VERIFY_EMAIL -> config.verifyFor();
            case RESET_PASSWORD -> config.resetFor();
        };
    }
}

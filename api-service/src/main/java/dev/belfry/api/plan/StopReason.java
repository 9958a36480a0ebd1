package dev.belfry.api.plan;

import java.util.Locale;

/** Why a tick that was due did not run; stored as the reason of the skipped execution. */
public enum StopReason {
    PAUSED,
    EDITED;

    String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}

package dev.belfry.core.execution;

import java.util.Locale;

/** Why an execution exists. The wire and the database carry the lower-case name. */
public enum TriggerSource {
    SCHEDULE,
    MANUAL,
    REPLAY,
    WEBHOOK,
    API;

    /** The name on the wire and in the database. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}

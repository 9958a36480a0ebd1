package dev.belfry.api.definition;

import java.util.Locale;

/** Whether a job's schedule is followed. */
public enum JobState {
    /** It is. */
    ACTIVE,
    /** Not until it is resumed; what falls due meanwhile is not made up. */
    PAUSED,
    /** Stored and never activated yet. */
    DRAFT,
    /** Nothing is left to run. Reached, never set. */
    COMPLETED;

    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}

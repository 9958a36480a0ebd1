package dev.belfry.core.schedule;

import java.util.Locale;

/** When a job runs. The wire and the database carry the lower-case name. */
public enum JobKind {
    /** By a five-field cron expression in a time zone. */
    CRON,
    /** Every N minutes of absolute time, counted from an anchor. */
    RECURRING,
    /** Once, at a stated future instant. */
    SCHEDULED,
    /** Once, at creation. */
    ONE_TIME;

    /** The name on the wire and in the database. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}

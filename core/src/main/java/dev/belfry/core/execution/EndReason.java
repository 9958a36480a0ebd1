package dev.belfry.core.execution;

import java.util.Locale;

/**
 * Why an execution was skipped or canceled. The wire and the database carry the lower-case name.
 */
public enum EndReason {
    /** Skipped: its time passed while no scheduler ran, and the job's {@code catch_up} does not make it up. */
    MISSED,
    /** Skipped: the job was paused before it began. */
    PAUSED,
    /** Skipped: the job was changed before it began, and its new plan took over. */
    EDITED,
    /** Skipped or canceled, as the job's {@code overlap} says: as many executions as may be open at once were. */
    OVERLAP,
    /** Skipped: as many executions as may wait for their turn did. */
    QUEUE_FULL,
    /** Skipped: it had not begun by the time until which whoever asked for it wanted it to. */
    EXPIRED,
    /** Canceled: by a person or a program. */
    CANCELED;

    /** The name on the wire and in the database. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}

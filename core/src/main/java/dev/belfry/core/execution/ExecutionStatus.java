package dev.belfry.core.execution;

import java.util.Locale;

/** Where an execution stands. The wire and the database carry the lower-case name. */
public enum ExecutionStatus {
    /** Waits for its time, for an executor, or for the end of a backoff. */
    QUEUED,
    /** One executor holds the lease and makes the call. */
    RUNNING,
    /** Parked until something from outside resumes it. */
    WAITING,
    /** The target satisfied every success rule. */
    SUCCEEDED,
    /** Every permitted attempt ended without success. */
    FAILED,
    /** Ended by a person, or by the next tick of a job that lets it, before it finished; a call under way was cut off. */
    CANCELED,
    /** A due tick that never ran; its {@link EndReason} is stored. */
    SKIPPED;

    /** The name on the wire and in the database. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}

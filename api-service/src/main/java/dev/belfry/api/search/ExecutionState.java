package dev.belfry.api.search;

import java.util.Arrays;
import java.util.stream.Collectors;

/** Where an execution stands, finer than its status. Each row of {@code execution e} is in exactly one of these. */
public enum ExecutionState {
    /** Asked for with a time that has not come. A tick is handed over a moment early and never waits here. */
    PLANNED("queued", NotBegun.SQL + " AND " + NotBegun.EARLY),
    /** Waits for an executor, or for its turn. */
    DUE("queued", NotBegun.SQL + " AND NOT (" + NotBegun.EARLY + ") AND e.claimed_by IS NULL"),
    /** An executor has it; the call has not begun, or not long ago. */
    CLAIMED("queued", NotBegun.SQL + " AND NOT (" + NotBegun.EARLY + ") AND e.claimed_by IS NOT NULL"),
    /** Between its first attempt and its end. */
    RUNNING("", "(e.status = 'running' OR e.status = 'queued' AND e.attempt_count > 0)"),
    WAITING("waiting", "e.status = 'waiting'"),
    SUCCEEDED("succeeded", "e.status = 'succeeded'"),
    /** The last attempt failed, for none of the reasons below. */
    FAILED(
            "failed",
            "e.status = 'failed' AND coalesce(e.error_code, '')"
                    + " NOT IN ('TIMEOUT', 'EXECUTOR_LOST', 'UNREADABLE_SECRET')"),
    /** The last attempt took too long. */
    TIMED_OUT("failed", "e.status = 'failed' AND e.error_code = 'TIMEOUT'"),
    /** Executors died over it. */
    LOST("failed", "e.status = 'failed' AND e.error_code = 'EXECUTOR_LOST'"),
    /** Belfry itself could not make the call. */
    BROKEN("failed", "e.status = 'failed' AND e.error_code = 'UNREADABLE_SECRET'"),
    CANCELED("canceled", "e.status = 'canceled'"),
    /** Never ran. */
    SKIPPED("skipped", "e.status = 'skipped'");

    private static final class NotBegun {
        static final String SQL = "e.status = 'queued' AND e.attempt_count = 0";
        static final String EARLY = "e.due_at > now() AND e.source <> 'schedule'";
    }

    /** The name of a row's state. */
    static final String COLUMN = Arrays.stream(values())
            .map(state -> "WHEN " + state.condition + " THEN '" + state.name() + "'")
            .collect(Collectors.joining(" ", "CASE ", " END"));

    private final String status;
    private final String condition;

    ExecutionState(String status, String condition) {
        this.status = status;
        this.condition = condition;
    }

    /** The one status that rows in this state have; empty when there are several. */
    String status() {
        return status;
    }

    String condition() {
        return "(" + condition + ")";
    }
}

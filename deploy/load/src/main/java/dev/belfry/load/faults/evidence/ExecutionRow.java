package dev.belfry.load.faults.evidence;

import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An execution as it is stored at the end.
 *
 * @param source {@code schedule} or {@code manual}
 * @param scheduledFor in whole milliseconds
 * @param reason why it was skipped; null otherwise
 * @param missedCount for how many instants a skipped row stands; 0 when it stands for none but its own
 * @param createdAt when the row was written, by the clock of the database
 * @param finishedAt null while it is open
 * @param lateResults attempts that were reported after their lease was lost
 */
public record ExecutionRow(
        UUID id,
        UUID job,
        String source,
        Instant scheduledFor,
        String status,
        @Nullable String reason,
        int missedCount,
        Instant createdAt,
        @Nullable Instant finishedAt,
        int crashes,
        int lateResults) {

    private static final Set<String> ENDS = Set.of("succeeded", "failed", "canceled", "skipped");

    public boolean isBySchedule() {
        return source.equals("schedule");
    }

    public boolean hasRun() {
        return status.equals("succeeded") || status.equals("failed");
    }

    /** Ended, and where it did not run, with a reason. */
    public boolean isSettled() {
        return ENDS.contains(status) && (hasRun() || reason != null);
    }

    /** Stands for as many instants as it says, of which its own is the newest. */
    public boolean standsForSeveral() {
        return missedCount > 0;
    }

    /** Stands for instants that an outage took and nothing makes up. */
    public boolean isMissed() {
        return status.equals("skipped") && "missed".equals(reason);
    }
}

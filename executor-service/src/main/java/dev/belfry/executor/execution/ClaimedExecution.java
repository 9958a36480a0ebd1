package dev.belfry.executor.execution;

import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An execution this instance holds the lease of, with what its job said at the moment of the claim.
 *
 * @param leaseNumber names this claim; a report must carry it
 * @param shownRunning whether the row says already that the attempt has begun
 * @param attempt the number of the attempt to make, from 1
 * @param lostAttempts how many earlier attempts ended with their executor and count against no limit
 * @param startedAt when its first attempt began; null before
 */
public record ClaimedExecution(
        UUID id,
        UUID workspaceId,
        UUID jobId,
        Instant scheduledFor,
        int leaseNumber,
        boolean shownRunning,
        int attempt,
        int lostAttempts,
        @Nullable Instant startedAt,
        ReadJob job) {

    /** The same claim when its attempt begins: the time of the first one stands for good, because requests may quote it. */
    public ClaimedExecution begun(Instant at) {
        return startedAt != null ? this : with(at, job);
    }

    /** The same claim with what its job says now. */
    public ClaimedExecution with(ReadJob read) {
        return with(startedAt, read);
    }

    /** The same claim without what its call is made of: that is large, and of no use once the call is made. */
    public ClaimedExecution forgotten() {
        return job.isHeld() ? with(startedAt, job.forgotten()) : this;
    }

    private ClaimedExecution with(@Nullable Instant at, ReadJob read) {
        return new ClaimedExecution(
                id, workspaceId, jobId, scheduledFor, leaseNumber, shownRunning, attempt, lostAttempts, at, read);
    }

    /** Whether its beginning has to be written down before the call, because the request may quote its time. */
    public boolean mustTellFirst() {
        return startedAt == null
                && job.request().contains("{{")
                && job.request().contains("timestamp");
    }

    /** When its first attempt began; only of a claim whose attempt has begun. */
    public Instant began() {
        return Objects.requireNonNull(startedAt, "the attempt has not begun");
    }

    /** How many attempts count against the retry policy, the present one included. */
    public int countedAttempts() {
        return attempt - lostAttempts;
    }
}

package dev.belfry.executor.execution;

import java.time.Instant;
import java.util.List;
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
 * @param request the job's request as stored JSON
 * @param retryPolicy the job's retry policy as stored JSON
 * @param jobUpdatedAt which version of the job that was
 * @param startedAt when its first attempt began; null before
 * @param outputTemplate the job's {@code response_output_template} as stored JSON
 * @param secrets those of the secrets named by the request that exist
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
        String request,
        String retryPolicy,
        Instant jobUpdatedAt,
        @Nullable Instant startedAt,
        @Nullable String outputTemplate,
        List<SealedSecret> secrets) {

    /** The same claim when its attempt begins: the time of the first one stands for good, because requests may quote it. */
    public ClaimedExecution begun(Instant at) {
        return startedAt != null
                ? this
                : new ClaimedExecution(
                        id,
                        workspaceId,
                        jobId,
                        scheduledFor,
                        leaseNumber,
                        shownRunning,
                        attempt,
                        lostAttempts,
                        request,
                        retryPolicy,
                        jobUpdatedAt,
                        at,
                        outputTemplate,
                        secrets);
    }

    /** Whether its beginning has to be written down before the call, because the request may quote its time. */
    public boolean mustTellFirst() {
        return startedAt == null && request.contains("{{") && request.contains("timestamp");
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

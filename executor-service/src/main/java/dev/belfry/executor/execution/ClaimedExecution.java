package dev.belfry.executor.execution;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An execution this instance holds the lease of, with what its job said at the moment of the claim.
 *
 * @param leaseNumber names this claim; a report must carry it
 * @param attempt the number of the attempt to make, from 1
 * @param lostAttempts how many earlier attempts ended with their executor and count against no limit
 * @param request the job's request as stored JSON
 * @param retryPolicy the job's retry policy as stored JSON
 * @param startedAt when it was first claimed; the same for all its attempts
 * @param outputTemplate the job's {@code response_output_template} as stored JSON
 * @param secrets those of the secrets named by the request that exist
 */
public record ClaimedExecution(
        UUID id,
        UUID workspaceId,
        UUID jobId,
        Instant scheduledFor,
        int leaseNumber,
        int attempt,
        int lostAttempts,
        String request,
        String retryPolicy,
        Instant startedAt,
        @Nullable String outputTemplate,
        List<SealedSecret> secrets) {

    /** How many attempts count against the retry policy, the present one included. */
    public int countedAttempts() {
        return attempt - lostAttempts;
    }
}

package dev.belfry.executor.execution;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a job said at the moment of a claim, or as much of it as is held.
 *
 * @param request the job's request as stored JSON; empty when it is to be read again before the call
 * @param retryPolicy the job's retry policy as stored JSON
 * @param updatedAt which version of the job that was
 * @param outputTemplate the job's {@code response_output_template} as stored JSON
 * @param secrets those of the secrets named by the request that exist
 * @param length how many bytes the request, the template and the secrets have; about, when they were not read yet
 */
public record ReadJob(
        String request,
        String retryPolicy,
        Instant updatedAt,
        @Nullable String outputTemplate,
        List<SealedSecret> secrets,
        int length) {

    /** Whether what the call is made of is held. */
    public boolean isHeld() {
        return !request.isEmpty();
    }

    /** Without what the call is made of. */
    public ReadJob forgotten() {
        return new ReadJob("", retryPolicy, updatedAt, null, List.of(), length);
    }
}

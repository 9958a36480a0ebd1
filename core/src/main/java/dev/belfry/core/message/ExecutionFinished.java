package dev.belfry.core.message;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * News that an execution reached its end state; the row holds the rest.
 *
 * @param status the end state's wire name
 * @param finishedAt when the end state was decided
 * @param reportPending whether notification rules wait for it; null when whoever says so does not know
 */
public record ExecutionFinished(
        UUID executionId,
        UUID workspaceId,
        UUID jobId,
        String status,
        Instant finishedAt,
        @Nullable Boolean reportPending) {

    /** What arrives from outside may lack anything; a message is whole or it is none. */
    public ExecutionFinished {
        requireNonNull(executionId, "execution_id is missing");
        requireNonNull(workspaceId, "workspace_id is missing");
        requireNonNull(jobId, "job_id is missing");
        requireNonNull(status, "status is missing");
        requireNonNull(finishedAt, "finished_at is missing");
    }

    /** Whether nobody has to be notified of it, for certain. */
    public boolean needsNoReport() {
        return Boolean.FALSE.equals(reportPending);
    }
}

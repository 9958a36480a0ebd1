package dev.belfry.executor.execution;

import dev.belfry.core.message.ExecutionFinished;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An execution that this instance has moved on.
 *
 * @param finishedAt null while another attempt follows
 * @param reportPending whether notification rules wait for its end
 * @param limited whether its job has a concurrency limit
 */
public record ReportedExecution(
        UUID id,
        UUID workspaceId,
        UUID jobId,
        String status,
        @Nullable Instant finishedAt,
        boolean reportPending,
        boolean limited) {

    /** What the others are told, once it ended. */
    public Optional<ExecutionFinished> news() {
        return Optional.ofNullable(finishedAt)
                .map(at -> new ExecutionFinished(id, workspaceId, jobId, status, at, reportPending));
    }
}

package dev.belfry.executor.execution;

import dev.belfry.core.message.ExecutionFinished;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An execution whose report was accepted: its lease was still this instance's.
 *
 * @param finishedAt null while another attempt follows
 */
public record ReportedExecution(
        UUID id,
        UUID workspaceId,
        UUID jobId,
        String status,
        @Nullable Instant finishedAt) {

    /** What the others are told, once it ended. */
    public Optional<ExecutionFinished> news() {
        return Optional.ofNullable(finishedAt).map(at -> new ExecutionFinished(id, workspaceId, jobId, status, at));
    }
}

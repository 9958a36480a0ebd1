package dev.belfry.core.message;

import java.time.Instant;
import java.util.UUID;

/**
 * News that an execution reached its end state; the row holds the rest.
 *
 * @param status the end state's wire name
 * @param finishedAt when the end state was decided
 */
public record ExecutionFinished(UUID executionId, UUID workspaceId, UUID jobId, String status, Instant finishedAt) {}

package dev.belfry.core.message;

import static java.util.Objects.requireNonNull;

import java.util.UUID;

/**
 * Somebody canceled this execution: whoever is making its call stops at once. Every executor-service hears it, since
 * nobody else knows which of them is at work. The row was decided before; a lost message costs the target a call that
 * nobody waits for, and never the state.
 *
 * @param executionId whose call to abort
 * @param workspaceId whose execution it is
 */
public record ExecutionCancelRequested(UUID executionId, UUID workspaceId) {

    /** What arrives from outside may lack anything; a message is whole or it is none. */
    public ExecutionCancelRequested {
        requireNonNull(executionId, "execution_id is missing");
        requireNonNull(workspaceId, "workspace_id is missing");
    }
}

package dev.belfry.executor.execution;

import java.util.UUID;

/**
 * A lease that is no longer this instance's.
 *
 * @param canceled whether that is because the execution was canceled, or deleted with its job; otherwise the lease ended
 *     before it was renewed and somebody else makes the call again
 */
public record LostLease(UUID executionId, int leaseNumber, boolean canceled) {}

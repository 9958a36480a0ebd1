/**
 * The executor's part in the life of an execution's row: claim, look, read, show as running, renew, report, release.
 *
 * <p>Each statement serves a whole batch and is a compare-and-set on status and lease number: of two executors one wins,
 * and a report under a lease that was lost is kept as evidence and changes no state. So of a cancellation and an end
 * that race each other exactly one counts; and a renewal tells which calls are no longer worth making.
 *
 * <p>A claim leaves the status as it is, {@code queued}: it may be made ahead of the instant, and nothing has begun then.
 * Whoever is {@code claimed_by} somebody is handed to nobody else until the lease ends.
 */
@NullMarked
package dev.belfry.executor.execution;

import org.jspecify.annotations.NullMarked;

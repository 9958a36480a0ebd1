/**
 * Jobs: what to call and when. Owns the {@code job} table.
 *
 * <pre>
 *   draft ──▶ active ◀──▶ paused
 *               │  the last tick ended
 *               ▼
 *           completed ──▶ active, by a new schedule or by state
 * </pre>
 *
 * <p>Every change of kind, schedule or state begins a new plan: from the answer on, the old one fires no more. A change
 * of {@code concurrency_limit} takes the open executions along.
 *
 * <p>A client that creates under an {@code Idempotency-Key} may ask again: as long as the job lives, the key means it. A
 * deleted job is out of sight at once; what its executions and deliveries leave behind is listed in {@code deleted_job}
 * for scheduler-service.
 */
@NullMarked
package dev.belfry.api.job;

import org.jspecify.annotations.NullMarked;

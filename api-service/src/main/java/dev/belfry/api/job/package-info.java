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
 * <p>Every change of kind, schedule or state begins a new plan: from the answer on, the old one fires no more.
 */
@NullMarked
package dev.belfry.api.job;

import org.jspecify.annotations.NullMarked;

/**
 * Carries deliveries to their channels and records how each attempt went.
 *
 * <pre>
 *  pending ──attempt──▶ delivered
 *     ▲ │ └───────────▶ failed      (permanent, or no attempts left)
 *     └─┘ retry after a wait
 * </pre>
 *
 * <p>An attempt takes a lease by moving {@code due_at} beyond its timeout. Died before the result was written? The lease
 * ends and the attempt is made again: a receiver may see a delivery twice, under the same delivery id, and never misses one.
 */
@NullMarked
package dev.belfry.notifier.delivery;

import org.jspecify.annotations.NullMarked;

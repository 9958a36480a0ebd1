/**
 * Carries deliveries to their channels and records how each attempt went.
 *
 * <pre>
 *  pending ──attempt──▶ delivered ─┐
 *     ▲ │ └───────────▶ failed    ─┤  (refused, or no waits left)
 *     │ └─┘ retry after a wait     │
 *     └────────────────────────────┘  by hand: POST /v1/notification-deliveries/{id}/redeliver
 *  folded: another message counts it in
 * </pre>
 *
 * <p>An attempt takes a lease by moving {@code due_at} beyond its timeout. Died before the result was written? The lease
 * ends and the attempt is made again: a receiver may see a delivery twice, under the same delivery id, and never misses one.
 *
 * <p>The same statement that writes a result judges the channel: refused when it wants no message any more, off when it
 * has failed for days, and then each of its owners gets a letter, which is a delivery like any other.
 */
@NullMarked
package dev.belfry.notifier.delivery;

import org.jspecify.annotations.NullMarked;

/**
 * Keeps the parts of an installation running, and ends them in order.
 *
 * <pre>
 *   launch ──▶ starting ──▶ ready ──▶ (died) ──▶ wait ──▶ launch ...
 *                  └──────────────────▶ (died)
 * </pre>
 *
 * <p>A part that dies is reported and comes back within a second, unless it keeps dying at once. After a stop was asked
 * for nothing starts any more, and when the stop returns no process is left.
 */
@NullMarked
package dev.belfry.local.supervision;

import org.jspecify.annotations.NullMarked;

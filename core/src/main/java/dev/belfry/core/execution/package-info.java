/**
 * What an execution is: its identity, its states and why it exists.
 *
 * <pre>
 *            claim                 outcome
 *  queued ─────────▶ running ─────────────────▶ succeeded | failed
 *    ▲                  │ retry (due_at = end of the backoff), or lease expired
 *    └──────────────────┘
 *
 *  queued (not begun) ─────────▶ skipped
 *  queued, running, waiting ───▶ canceled
 * </pre>
 *
 * <p>An end state is never left. An execution has begun when its first attempt has; from then on it counts against its
 * job's concurrency limit until it ends, also between two attempts.
 *
 * <p>Each arrow is one compare-and-set on the row; a lost race is a normal answer.
 */
@NullMarked
package dev.belfry.core.execution;

import org.jspecify.annotations.NullMarked;

/**
 * What an execution is: its identity, its states and why it exists.
 *
 * <pre>
 *            claim                 outcome
 *  queued ─────────▶ running ─────────────────▶ succeeded | failed
 *    ▲                  │ retry (due_at = end of the backoff), or lease expired
 *    └──────────────────┘
 *  skipped, canceled: reached from queued only; never left
 * </pre>
 *
 * <p>Each arrow is one compare-and-set on the row; a lost race is a normal answer.
 */
@NullMarked
package dev.belfry.core.execution;

import org.jspecify.annotations.NullMarked;

/**
 * Runs an execution from its message to its report. One event loop holds all of the state, so nothing here locks.
 *
 * <pre>
 *  message ─▶ agenda (until due) ─▶ admission ─▶ claim, batched ─▶ call ─▶ report, batched ─▶ news
 *                 ▲                                                            │
 *                 └──────────────── retry after a short backoff ───────────────┘
 * </pre>
 *
 * <p>Died between two of these steps? Before the claim: the message was not acknowledged and comes again, or the
 * scheduler sends the row again. After the claim: the lease ends and the scheduler puts the row back. After the report:
 * the news is missing, and the notifier finds the row by its pending report.
 */
@NullMarked
package dev.belfry.executor.run;

import org.jspecify.annotations.NullMarked;

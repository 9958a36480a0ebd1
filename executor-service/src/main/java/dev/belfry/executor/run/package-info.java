/**
 * Runs an execution from its message to its report. One event loop changes all of the state, so nothing here locks; leases
 * are renewed beside it.
 *
 * <pre>
 *  message ─▶ claim ahead, batched ─▶ agenda (until due) ─▶ admission ─▶ look, batched ─▶ call ─▶ report, batched ─▶ news
 *                                        ▲                    │  ▲          │ touched since, or not claimed yet
 *                                        │                    │  │          └─▶ claim, batched ─▶ call
 *                                        │                    │  └─ next in line ◀── a slot is free
 *                                        │                    └─ limited job: a slot first
 *                                        └── retry after a short backoff
 * </pre>
 *
 * <p>What has a cost is paid before the instant or after it: claims ahead, reports when no more calls wait to begin. The
 * look writes nothing. A call that goes on for a while is shown as running; most end before, and are written down once.
 *
 * <p>Memory is bounded by bytes, whatever jobs say and targets answer. A claim brings what its job says where that is
 * short; what is long, or too much to be held until its instant, is read when its call is to begin and there is room for
 * it. Of answers as much is kept as there is room for. And of messages a workspace holds its share only: what is beyond is
 * acknowledged and left to the scheduler, which sends again what nobody claims.
 *
 * <p>A cancellation is decided in the row before anybody hears of it. Whoever makes the call hears of it at once, on a
 * topic that every instance reads, or at the next renewal, a quarter of a lease later, which tells that the lease is gone;
 * it cuts the connection off and keeps the attempt as evidence. What is not called yet is dropped: its claim would find
 * nothing.
 *
 * <p>Died between two of these steps? Before the claim: the message was not acknowledged and comes again, or the
 * scheduler sends the row again. After the claim, whether the call was made or not: the lease, which counts from the
 * instant, ends and the scheduler puts the row back. A stop gives back what it has claimed ahead. After the report:
 * the news is missing, and the notifier finds the row by its pending report; and whoever is next in line is handed over
 * again by the scheduler.
 */
@NullMarked
package dev.belfry.executor.run;

import org.jspecify.annotations.NullMarked;

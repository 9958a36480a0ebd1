/**
 * Pings: what a customer's program sends to say that it lives. One door for all of them, without a login; the token in
 * the address is all it takes.
 *
 * <pre>
 *              success                deadline passed, fail, exit code 1-255
 *   pending ───────────▶ up ◀──────────────────────────────────────────▶ down
 *      ▲                              success, exit code 0
 *      │ resume
 *   paused     pings are kept and change nothing
 * </pre>
 *
 * <p>A ping is answered after it was committed, so one that was answered with 200 is never lost. Pings of a workspace that
 * come together are committed together; what each of them does is decided one after the other, in the order they came, on
 * rows that are locked meanwhile, so that the scheduler and other replicas stand before it or behind it.
 *
 * <p>Runs that tell their names may overlap: each has to end, up to fifty at a time, and the oldest is waited for. An end
 * without a name ends all of them; so does the monitor's going down.
 *
 * <p>A ping carries the time at which its head came in. It may be up to three seconds older than its commit, and the
 * scheduler looks at a deadline no earlier than that after it passed. One that is not committed by then, for whatever
 * reason, is refused, and that time counts as one in which nobody listened.
 *
 * <p>The news of a flip goes to Kafka after the commit and nobody waits for it: the flip's row says that it was not
 * reported yet, and the notifier's sweeper reads rows.
 */
@NullMarked
package dev.belfry.api.ping;

import org.jspecify.annotations.NullMarked;

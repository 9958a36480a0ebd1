/**
 * Finished executions of a workspace as they finish, by server-sent events.
 *
 * <p>The table is the source: each stream walks along {@code finished_at} and looks again about every second, or at once
 * when there is news; a lost message costs that second and no event. Nothing is kept for a slow client: the next look is
 * taken when it has taken what it was sent, so what it has not yet seen waits in the table; one that stands still is cut off.
 *
 * <p>An executor decides {@code finished_at} before its report is committed, so a row can appear behind one that was sent
 * already. Each look therefore also takes the rows of the last half minute that a transaction wrote which the look before
 * could not see. That is longer than an executor's lease, after which a report has no effect. A
 * {@link dev.belfry.api.stream.Position} holds both, the place and what could not be seen yet; it is the event's id, and
 * a client that comes back with it as {@code Last-Event-ID} misses nothing. It may get an event of that half minute twice.
 */
@NullMarked
package dev.belfry.api.stream;

import org.jspecify.annotations.NullMarked;

/**
 * The account of every tick: each instant at which a job's schedule was due, and what became of it.
 *
 * <p>Nothing is stored for it. What was due and decided has a row in {@code execution}; what is still to be decided
 * begins at {@code job_due.next_run_at}; both are read in one statement, so that a tick moves from the one to the other
 * without being counted twice or not at all. A row that stands for several missed ticks is taken apart: they are the
 * ticks of the schedule up to the row's own. When the schedule has changed since and no longer has those ticks, nobody
 * knows their instants any more, and the row stays one line with its count. So the counts always add up to the ticks.
 *
 * <p>Run-now, replays and triggers are no instants of the schedule and do not appear. A tick that a pause, an edit or a
 * delete took back before its time was never due.
 */
@NullMarked
package dev.belfry.api.ledger;

import org.jspecify.annotations.NullMarked;

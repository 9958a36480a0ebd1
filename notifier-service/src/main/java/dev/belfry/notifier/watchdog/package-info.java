/**
 * Watches the engine itself: with the notifier's own clock and straight from the database, so that it depends on nothing it
 * watches.
 *
 * <p>Trouble is an active job whose due time passed unserved, an execution that nobody takes, or a scheduler that has not
 * said for a while that it is at work. The operators' channel hears of it once, and once when it is over; all notifiers share
 * one row about it, and one of them tells. Whoever dies while it tells leaves the message to the next, under the same id.
 *
 * <p>It says nothing while it is blind itself: without the database nobody can know, and what was late when it came back
 * gets as long as anything else to be served. It judges only after it has seen for that long without a gap.
 */
@NullMarked
package dev.belfry.notifier.watchdog;

import org.jspecify.annotations.NullMarked;

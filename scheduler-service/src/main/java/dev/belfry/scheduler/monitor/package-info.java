/**
 * Finds the monitors whose ping did not come, and brings them down.
 *
 * <p>A deadline that has passed is judged when it is certain that every ping before it is in the table: when somebody is
 * known to have listened for some seconds longer, which is more than a ping takes to be committed. Where nobody listened
 * in between, {@code core.monitor} says whether that may have swallowed a ping, and the deadline moves on. So while no API
 * runs, or none has a database, no monitor goes down; and afterwards none does for that time.
 *
 * <p>A round locks overdue monitors, passing over those that somebody else judges at this moment, writes the flips with
 * the states they explain in one statement, commits, and only then publishes. Died before the commit: nothing happened.
 * Died after it: the flips wait to be reported, and the notifier's sweeper finds them.
 */
@NullMarked
package dev.belfry.scheduler.monitor;

import org.jspecify.annotations.NullMarked;

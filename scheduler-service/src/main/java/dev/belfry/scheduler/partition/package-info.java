/**
 * Keeps a partition of {@code execution} ready for each of the coming days and drops the days past their retention; the
 * deliveries that told of them go after them, a batch in each round, and bulk actions that old with them. Died in between:
 * the next round finds the rest.
 *
 * <p>What was asked for long before its time is kept as long as any other from when it was due, unless it ended before its
 * day was dropped.
 */
@NullMarked
package dev.belfry.scheduler.partition;

import org.jspecify.annotations.NullMarked;

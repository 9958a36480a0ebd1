/**
 * Keeps a partition of {@code execution} ready for each of the coming days and drops the days past their retention; the
 * deliveries that told of them go after them, a batch in each round. Died in between: the next round finds the rest.
 */
@NullMarked
package dev.belfry.scheduler.partition;

import org.jspecify.annotations.NullMarked;

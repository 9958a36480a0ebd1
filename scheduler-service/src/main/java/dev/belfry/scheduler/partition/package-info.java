/**
 * Keeps a partition of {@code execution} ready for each of the coming days and drops the days past their retention.
 */
@NullMarked
package dev.belfry.scheduler.partition;

import org.jspecify.annotations.NullMarked;

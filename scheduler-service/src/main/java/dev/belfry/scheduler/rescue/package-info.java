/**
 * Puts executions back whose executor died: the lease ended and nothing was reported.
 *
 * <p>The lost attempt is kept as evidence and counts against no retry limit, because nobody knows whether its call was
 * made. After five lost attempts the execution fails, so that a call that kills its executor does not go on for ever.
 */
@NullMarked
package dev.belfry.scheduler.rescue;

import org.jspecify.annotations.NullMarked;

/**
 * Puts executions back whose executor died: the lease ended and nothing was reported.
 *
 * <p>The lost attempt is kept as evidence and counts against no retry limit, because nobody knows whether its call was
 * made. After five of them the execution fails, so that a call that kills its executor does not go on for ever; what
 * executors hand back when they stop does not count, however often they are restarted.
 *
 * <p>Also skips, within a second or so, what was asked for with a time by which it had to begin and has not begun.
 */
@NullMarked
package dev.belfry.scheduler.rescue;

import org.jspecify.annotations.NullMarked;

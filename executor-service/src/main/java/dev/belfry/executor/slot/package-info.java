/**
 * Which executions of a job with a {@code concurrency_limit} may begin.
 *
 * <p>An execution that has begun holds one of its job's slots until it ends, also between two attempts, and is claimed
 * like any other. One that has not begun and finds no slot free waits, is skipped, or cancels the oldest that holds one,
 * as the job's {@code overlap} says. All of that falls when it comes due, here and nowhere else, whoever made it: the
 * schedule, a person or a replay.
 *
 * <p>The job's lock makes it exact. Whoever holds it counts, decides ({@link dev.belfry.executor.slot.Turn}, pure) and
 * writes in one transaction, and nothing of the job begins without that lock, on any executor. The transaction waits for
 * nobody: a job or a row that somebody else has locked is left for another try in a moment, so it can be part of no
 * deadlock.
 *
 * <p>When an execution ends, the executor that made its call takes the next in line at once. Died before that? The
 * scheduler hands over again what has its turn and is not taken.
 */
@NullMarked
package dev.belfry.executor.slot;

import org.jspecify.annotations.NullMarked;

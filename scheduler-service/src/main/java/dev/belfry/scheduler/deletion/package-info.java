/**
 * Removes what a deleted job left behind: its executions and its deliveries.
 *
 * <p>The API removes the job, which takes everything that belongs to it out of sight, and leaves a note in
 * {@code deleted_job}. The rest, which may be millions of rows, goes here: a batch in each statement, passing over rows
 * that somebody is busy with. The note goes last, and not before whoever was at work when the job was deleted has come
 * to an end, so that nothing is written behind the sweep. Died in between: the note is still there.
 */
@NullMarked
package dev.belfry.scheduler.deletion;

import org.jspecify.annotations.NullMarked;

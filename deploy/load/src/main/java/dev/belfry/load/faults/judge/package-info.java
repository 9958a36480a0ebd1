/**
 * Whether the promises were kept: every due instant is paired with its row and with the calls that the target received.
 *
 * <p>Nothing is counted against anything. A due instant and its row meet by job and time, a skipped row takes the instants
 * it stands for, a call meets its row by the execution it names and its due instant by the time it names, and a run that
 * somebody asked for meets its row by the answer, or, where the answer was lost, by the window in which it can have been
 * made. What is left over on any side is a broken promise and is named. Pure: tested on made-up histories.
 */
@NullMarked
package dev.belfry.load.faults.judge;

import org.jspecify.annotations.NullMarked;

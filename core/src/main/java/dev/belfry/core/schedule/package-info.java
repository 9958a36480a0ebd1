/**
 * When a job runs: the one place that decides it. The API's validation and preview, the scheduler and the command line
 * all ask here, so that what was previewed is what fires.
 *
 * <p>A {@link dev.belfry.core.schedule.ScheduleSpec} is what was written. {@link dev.belfry.core.schedule.Schedule}
 * judges it ({@code violations}, everything wrong at once) and gives it meaning ({@code next}, the first run after an
 * instant). {@link dev.belfry.core.schedule.SchedulePreview} tells people what to expect.
 *
 * <p>Each schedule is a source of ticks, strictly growing and without memory: cron ticks on the wall clock of a zone
 * (package {@code cron}), interval ticks in absolute time from an anchor, or a single tick. {@code starts_at} and
 * {@code ends_at}, both inclusive, cut the ticks; {@code jitter_seconds} then shifts what is left by an offset that
 * depends on the job id alone. Nothing here reads a clock: the same question always has the same answer.
 */
@NullMarked
package dev.belfry.core.schedule;

import org.jspecify.annotations.NullMarked;

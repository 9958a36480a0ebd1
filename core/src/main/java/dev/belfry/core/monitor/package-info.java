/**
 * Heartbeats: when the next ping of a monitor has to have come. The API asks after each ping, the scheduler when a
 * deadline has passed, so that both mean the same instant.
 *
 * <p>A monitor waits from its anchor, which is the end of the last run it heard of. A ping is expected one interval, or
 * one tick of a cron schedule, after that, and has the grace to arrive in. A run that tells its start has to tell its end
 * within a time of its own.
 *
 * <p>Nobody is blamed for what nobody could hear. Where a {@link dev.belfry.core.monitor.Gap} in the listening may have
 * swallowed the expected ping, the next one is expected in its place; a gap that cannot have, because it was over long
 * before, changes nothing. So an outage costs no false alarm, and a restart every night does not keep a daily job that
 * died from being noticed.
 */
@NullMarked
package dev.belfry.core.monitor;

import org.jspecify.annotations.NullMarked;

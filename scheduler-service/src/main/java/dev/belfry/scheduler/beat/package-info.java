/**
 * A scheduler says every few seconds that it is at work, also when nothing is due: its silence is what notifier-service's
 * watchdog listens for. One row for all schedulers, because one at work is enough.
 */
@NullMarked
package dev.belfry.scheduler.beat;

import org.jspecify.annotations.NullMarked;

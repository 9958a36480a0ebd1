/**
 * The process: its loops, what wakes them, and its health checks.
 */
@NullMarked
package dev.belfry.scheduler.run;

import org.jspecify.annotations.NullMarked;

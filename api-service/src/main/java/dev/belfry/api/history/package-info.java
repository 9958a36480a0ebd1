/**
 * What happened to a monitor: its last hundred pings, and its flips. Written by package {@code ping} and by
 * scheduler-service; read here.
 *
 * <p>How long a run took is told by its pings: an end belongs to the last start of the same run id (or of none) that no
 * other end lies behind.
 */
@NullMarked
package dev.belfry.api.history;

import org.jspecify.annotations.NullMarked;

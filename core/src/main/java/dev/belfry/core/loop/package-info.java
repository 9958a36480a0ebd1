/**
 * Background loops, written once: run, survive, wait, stop.
 *
 * <p>A loop outlives every failure of its work: it reports the failure, waits and tries again. It knows nothing about
 * what the work is.
 */
@NullMarked
package dev.belfry.core.loop;

import org.jspecify.annotations.NullMarked;

/**
 * Says so again while something stays broken: a sweep over the outages that rules have told.
 *
 * <p>Whether it is still broken is read from the rows at that moment, so that a lost report of a recovery costs no false
 * reminder. One transaction writes the reminder and moves its time on; after a standstill of the notifier there is one
 * reminder and not one for each that was missed. A job that is paused is not reminded of, one that is completed no more.
 */
@NullMarked
package dev.belfry.notifier.reminder;

import org.jspecify.annotations.NullMarked;

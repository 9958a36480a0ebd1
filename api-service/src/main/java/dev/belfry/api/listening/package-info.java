/**
 * Keeps a record of when pings could be taken, so that no monitor is blamed for a time in which nobody listened.
 *
 * <p>Each instance has a row of {@code monitor_listening} and moves its end on every second. A row says: from its
 * beginning to its end this instance took every ping that reached it. So the row is left as it is, and another one begun,
 * when that is not certain: when the end was last moved too long ago, because the process or the database stood still, and
 * when a ping had to be refused because of the database. A new process begins a new row; one that died leaves the old one
 * as it last stood, at most a second short of the truth. What no row of any instance covers is a gap, and
 * {@code core.monitor} says what it excuses.
 *
 * <p>All times are the database's own, as those of the pings are.
 */
@NullMarked
package dev.belfry.api.listening;

import org.jspecify.annotations.NullMarked;

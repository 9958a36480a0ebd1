/**
 * What a five-field cron expression means: its grammar, the days it matches, and its instants in a time zone.
 *
 * <p>Three steps, one class each. {@link dev.belfry.core.schedule.cron.CronReading} turns text into a
 * {@link dev.belfry.core.schedule.cron.CronExpression} or says, field by field, what is wrong with it. The expression
 * walks the wall clock, knowing nothing of zones. {@link dev.belfry.core.schedule.cron.ZonedCron} lays that wall clock
 * over real time and decides what happens to times that a change of clocks removes or repeats.
 *
 * <p>cron-utils parses; it does not enumerate. Measured on two cores under Java 17, its {@code ExecutionTime}
 * takes 20 to 170 microseconds for a tick, and 02:30 on the day New York springs forward is dropped by it without a
 * word, where Vixie cron runs it late. Catching up after an outage asks for tens of thousands of ticks and a million
 * jobs are advanced here, so the parsed model becomes one bit set per field, and the next tick is found by counting
 * trailing zeros: a fraction of a microsecond. Its parser is laxer than our grammar ({@code 0/15}, {@code +5},
 * {@code 1-5/2/3}, digits of other scripts); a pattern in front of it keeps those out.
 *
 * <p>Promise: every tick lies between 1970 and the end of 9999, the ticks of an expression grow strictly, and text of
 * any content is answered in bounded time.
 */
@NullMarked
package dev.belfry.core.schedule.cron;

import org.jspecify.annotations.NullMarked;

/**
 * Makes jobs of a crontab: one for each line that has a schedule and something to call.
 *
 * <p>A line is five cron fields or a macro, then a URL, or a single curl or wget call of one, or any other command, which
 * is not run: the default URL is called in its place. {@code CRON_TZ} sets the time zone of the lines that follow it;
 * comments, blank lines and other settings are passed over. A line that would become a job of another meaning than it
 * has in a crontab is refused: one with a sixth field, a call with a body or headers, a URL that only a shell can
 * complete.
 *
 * <p>Each line is judged alone, by the rules of a job that is created; the good ones are stored in one transaction, the
 * others are answered with their number and what is wrong.
 */
@NullMarked
package dev.belfry.api.crontab;

import org.jspecify.annotations.NullMarked;

package dev.belfry.api.crontab;

import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A line of a crontab that wants to be a job.
 *
 * @param number from 1
 * @param timezone what {@code CRON_TZ} said above it; null for UTC
 */
record CrontabLine(int number, String text, @Nullable String timezone) {

    /** When and what, apart; the command is empty when there is none. */
    record Parts(String cron, String command) {}

    private static final Pattern MACRO = Pattern.compile("(@\\S*)[ \t]*(.*)");
    private static final Pattern FIELDS = Pattern.compile("(\\S+(?:[ \t]+\\S+){4})(?:[ \t]+(.*))?");
    private static final Pattern FIRST_WORD = Pattern.compile("(\\S+)(?:[ \t].*)?");

    /** Seconds before the five fields or a year behind them would make every field mean its neighbour. */
    private static final Pattern SIXTH_FIELD = Pattern.compile(
            "(?i)[*?0-9][*?0-9LW#,/-]*|(sun|mon|tue|wed|thu|fri|sat)([-,](sun|mon|tue|wed|thu|fri|sat))*");

    /** In a system's crontab one of these stands before the command. */
    private static final Set<String> SYSTEM_USERS = Set.of("root", "www-data", "nobody", "daemon", "apache");

    Parts parts() throws CrontabException {
        Matcher macro = MACRO.matcher(text);
        if (macro.matches()) {
            return new Parts(macro.group(1), macro.group(2));
        }
        Matcher fields = FIELDS.matcher(text);
        if (!fields.matches()) {
            throw new CrontabException("a line has to hold five cron fields or a macro such as @daily, then a URL");
        }
        String command = fields.group(2) == null ? "" : fields.group(2);
        refuseSixthField(command);
        return new Parts(fields.group(1), command);
    }

    private static void refuseSixthField(String command) throws CrontabException {
        Matcher first = FIRST_WORD.matcher(command);
        if (!first.matches()) {
            return;
        }
        String word = first.group(1);
        if (SIXTH_FIELD.matcher(word).matches()) {
            throw new CrontabException("the line has more than five cron fields (the sixth is " + JobName.cut(word, 50)
                    + "); seconds and years are not supported");
        }
        if (SYSTEM_USERS.contains(word)) {
            throw new CrontabException("the sixth field looks like the user (" + word
                    + ") of a system crontab; leave it out, a job has no user");
        }
    }
}

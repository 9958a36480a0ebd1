package dev.belfry.api.stats;

import dev.belfry.api.problem.Detail;
import dev.belfry.api.problem.Problem;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How far back to look, from a minute to thirty days.
 *
 * @param text as on the wire: a number and a unit, {@code 90m}, {@code 24h} or {@code 7d}
 */
record StatsWindow(String text, Duration length) {

    static final String ALLOWED = "has to be a number of minutes, hours or days from 1m to 30d, like 24h";
    private static final Pattern FORMAT = Pattern.compile("([0-9]{1,5})([mhd])");
    private static final StatsWindow DEFAULT = new StatsWindow("24h", Duration.ofHours(24));
    private static final Duration MAX = Duration.ofDays(30);

    static StatsWindow of(@Nullable String sent) {
        if (sent == null) {
            return DEFAULT;
        }
        Matcher format = FORMAT.matcher(sent);
        if (format.matches()) {
            Duration length = length(Long.parseLong(format.group(1)), format.group(2));
            if (!length.isZero() && length.compareTo(MAX) <= 0) {
                return new StatsWindow(sent, length);
            }
        }
        throw Problem.invalid(new Detail("window", "window", ALLOWED, sent));
    }

    private static Duration length(long number, String unit) {
        return switch (unit) {
            case "m" -> Duration.ofMinutes(number);
            case "h" -> Duration.ofHours(number);
            default -> Duration.ofDays(number);
        };
    }
}

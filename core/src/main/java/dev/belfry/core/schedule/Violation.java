package dev.belfry.core.schedule;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * One thing wrong with what was sent, ready to be answered: text is cut to a readable length and made valid Unicode,
 * whatever the sender put into it.
 *
 * @param field as on the wire, for example {@code schedule.cron}
 * @param rule one snake_case word: {@code required}, {@code not_allowed}, {@code range}, {@code order},
 *     {@code future}, {@code unknown_value}, {@code unknown_timezone}, {@code cron_syntax}, {@code too_long},
 *     {@code never_matches}
 * @param message plain English: what is wrong, where, and what is allowed
 * @param value what was sent: text or a number; instants as RFC 3339 text; null when nothing was
 */
public record Violation(
        String field, String rule, String message, @Nullable Object value) {

    private static final int MAX_MESSAGE = 1024;
    private static final int MAX_VALUE = 256;

    public Violation {
        message = printable(message, MAX_MESSAGE);
        value = value instanceof String text ? printable(text, MAX_VALUE) : value;
    }

    /** Half a surrogate pair, sent or left over by the cut, would break the JSON of the very answer that reports it. */
    private static String printable(String text, int max) {
        String cut = text.length() <= max ? text : text.substring(0, max) + "...";
        return new String(cut.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    }

    /** Field and message in one line, for logs and exceptions. */
    @Override
    public String toString() {
        return field + ": " + message;
    }
}

package dev.belfry.core.schedule.cron;

import java.util.OptionalInt;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Says in plain English why a field was refused. It decides nothing: the parser has refused already, in words that
 * name neither the field nor what would be allowed.
 */
final class CronBlame {

    private static final Pattern QUARTZ =
            Pattern.compile(".*[?#].*|L|LW|L-[0-9]+|[0-9]+[LW]|[A-Z]{3}L", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
    private static final Pattern NUMBER = Pattern.compile("[0-9]+");

    private CronBlame() {}

    static String message(CronField field, String text) {
        return field.place() + " is \"" + text + "\": " + reason(field, text) + ". Allowed are " + field.allowed()
                + ", *, lists (1,2), rising ranges (1-5) and steps on * or on a range (*/2, 1-5/2)";
    }

    private static String reason(CronField field, String text) {
        for (String item : text.split(",", -1)) {
            String reason = item.isEmpty() ? "an item of the list is empty" : itemReason(field, item);
            if (reason != null) {
                return reason;
            }
        }
        return "it is not understood";
    }

    private static @Nullable String itemReason(CronField field, String item) {
        if (QUARTZ.matcher(item).matches()) {
            return "?, L, W and # are not supported";
        }
        String[] halves = item.split("/", -1);
        if (halves.length > 2) {
            return "\"" + item + "\" has more than one step";
        }
        String range = rangeReason(field, halves[0]);
        return range != null || halves.length == 1 ? range : stepReason(field, halves[0], halves[1]);
    }

    private static @Nullable String rangeReason(CronField field, String range) {
        if (range.equals("*")) {
            return null;
        }
        String[] ends = range.split("-", -1);
        if (ends.length > 2) {
            return "\"" + range + "\" is not a range, which has two ends";
        }
        for (String end : ends) {
            String reason = valueReason(field, end);
            if (reason != null) {
                return reason;
            }
        }
        boolean backwards = ends.length == 2 && value(field, ends[0]) > value(field, ends[1]);
        return backwards ? "the range \"" + range + "\" runs backwards" : null;
    }

    private static @Nullable String valueReason(CronField field, String text) {
        if (text.isEmpty()) {
            return "a value is missing";
        }
        if (!NUMBER.matcher(text).matches()) {
            return field.named(text).isPresent() ? null : "\"" + text + "\" is not a value of this field";
        }
        int value = value(field, text);
        boolean legal = value >= field.min() && value <= field.max() && text.length() <= 2;
        return legal ? null : text + " is outside " + field.min() + "-" + field.max();
    }

    private static @Nullable String stepReason(CronField field, String base, String step) {
        if (!NUMBER.matcher(step).matches()) {
            return "the step \"" + step + "\" is not a number";
        }
        if (!base.equals("*") && base.indexOf('-') < 0) {
            return "a step needs * or a range before it, not " + base;
        }
        return "the step " + step + " is outside 1-" + field.max();
    }

    private static int value(CronField field, String text) {
        OptionalInt named = field.named(text);
        // Numbers of more than two digits are out of range in every field, whatever their value.
        return named.isPresent() ? named.getAsInt() : text.length() > 2 ? Integer.MAX_VALUE : Integer.parseInt(text);
    }
}

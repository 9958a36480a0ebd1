package dev.belfry.core.schedule.cron;

import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;

/** One of the five fields, in the order of writing. */
enum CronField {
    MINUTE(1, "minute", 0, 59, List.of()),
    HOUR(2, "hour", 0, 23, List.of()),
    DAY_OF_MONTH(3, "day of month", 1, 31, List.of()),
    MONTH(
            4,
            "month",
            1,
            12,
            List.of(
                    "January",
                    "February",
                    "March",
                    "April",
                    "May",
                    "June",
                    "July",
                    "August",
                    "September",
                    "October",
                    "November",
                    "December")),
    DAY_OF_WEEK(
            5,
            "day of week",
            0,
            7,
            List.of("Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"));

    private final int position;
    private final String label;
    private final int min;
    private final int max;

    @SuppressWarnings("ImmutableEnumChecker") // made by List.of
    private final List<String> names;

    CronField(int position, String label, int min, int max, List<String> names) {
        this.position = position;
        this.label = label;
        this.min = min;
        this.max = max;
        this.names = names;
    }

    int min() {
        return min;
    }

    int max() {
        return max;
    }

    /** How many different values there are; Sunday counts once. */
    int span() {
        return this == DAY_OF_WEEK ? 7 : max - min + 1;
    }

    /** Where errors point: the field's name and its position from 1. */
    String place() {
        return label + " (field " + position + " of 5)";
    }

    /** Where the field stands among the five, from 0. */
    int index() {
        return position - 1;
    }

    /** The value that a name of three letters stands for, in any case. */
    OptionalInt named(String text) {
        for (int i = 0; i < names.size(); i++) {
            if (names.get(i).substring(0, 3).equalsIgnoreCase(text)) {
                return OptionalInt.of(i + min);
            }
        }
        return OptionalInt.empty();
    }

    /** The English word for a value, where the field has words. */
    String word(int value) {
        return names.isEmpty() ? Integer.toString(value) : names.get((value - min) % names.size());
    }

    /** The values, in the words of an error message. */
    String allowed() {
        String range = min + "-" + max;
        if (names.isEmpty()) {
            return range;
        }
        String first = names.get(0).substring(0, 3).toUpperCase(Locale.ROOT);
        String last = names.get(names.size() - 1).substring(0, 3).toUpperCase(Locale.ROOT);
        return range + " or " + first + "-" + last + (this == DAY_OF_WEEK ? " (0 and 7 are Sunday)" : "");
    }
}

package dev.belfry.core.schedule.cron;

import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/**
 * The grammar once more, written from the specification alone: sets of numbers, no parser library, no bit sets. What
 * the real one accepts and matches is compared with it.
 */
final class NaiveCron {

    private static final int[][] RANGES = {{0, 59}, {0, 23}, {1, 31}, {1, 12}, {0, 7}};
    private static final String MONTHS = "JANFEBMARAPRMAYJUNJULAUGSEPOCTNOVDEC";
    private static final String WEEKDAYS = "SUNMONTUEWEDTHUFRISAT";

    private final String[] fields;
    private final List<Set<Integer>> values = new ArrayList<>();

    /** Throws IllegalArgumentException when the text is no five-field expression. */
    NaiveCron(String text) {
        fields = text.replaceAll("^[ \t]+", "").replaceAll("[ \t]+$", "").split("[ \t]+", -1);
        require(fields.length == 5);
        for (int i = 0; i < 5; i++) {
            Set<Integer> set = new TreeSet<>();
            for (String item : fields[i].split(",", -1)) {
                add(i, item, set);
            }
            values.add(set);
        }
    }

    boolean isFixedTime() {
        return fields[1].charAt(0) != '*';
    }

    boolean matches(LocalDateTime time) {
        boolean date = values.get(2).contains(time.getDayOfMonth());
        boolean weekday = values.get(4).contains(time.getDayOfWeek().getValue() % 7);
        boolean bothRestricted = !fields[2].equals("*") && !fields[4].equals("*");
        return time.getSecond() == 0
                && values.get(0).contains(time.getMinute())
                && values.get(1).contains(time.getHour())
                && values.get(3).contains(time.getMonthValue())
                && (bothRestricted ? date || weekday : date && weekday);
    }

    private static void add(int field, String item, Set<Integer> set) {
        String[] halves = item.split("/", -1);
        require(halves.length <= 2);
        String[] ends = halves[0].split("-", -1);
        require(ends.length <= 2);
        boolean star = halves[0].equals("*");
        require(halves.length == 1 || star || ends.length == 2);
        int from = star ? RANGES[field][0] : value(field, ends[0], false);
        boolean fromSunday = ends[0].equalsIgnoreCase("SUN");
        int to = star ? RANGES[field][1] : value(field, ends[ends.length - 1], ends.length == 2 && !fromSunday);
        int step = halves.length == 1 ? 1 : number(halves[1]);
        require(from <= to && step >= 1 && step <= RANGES[field][1]);
        for (int value = from; value <= to; value += step) {
            set.add(field == 4 ? value % 7 : value);
        }
    }

    private static int value(int field, String text, boolean endOfRange) {
        if (text.matches("[0-9]{1,2}")) {
            int value = number(text);
            require(value >= RANGES[field][0] && value <= RANGES[field][1]);
            return value;
        }
        require(text.matches("[A-Za-z]{3}") && field >= 3);
        String names = field == 3 ? MONTHS : WEEKDAYS;
        int at = names.indexOf(text.toUpperCase(Locale.ROOT));
        require(at >= 0 && at % 3 == 0);
        int value = at / 3 + RANGES[field][0];
        return field == 4 && value == 0 && endOfRange ? 7 : value;
    }

    private static int number(String text) {
        require(text.matches("[0-9]{1,2}"));
        return Integer.parseInt(text);
    }

    private static void require(boolean legal) {
        if (!legal) {
            throw new IllegalArgumentException("not in the grammar");
        }
    }
}

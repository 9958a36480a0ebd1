package dev.belfry.core.schedule.cron;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * An expression in English. Our own words: the descriptor of cron-utils says "every Tuesday days" for every second day
 * of the week and "every 35 minutes" for minutes 0 and 35.
 */
final class CronDescription {

    /** As many times of day as a reader takes in at once. */
    private static final int MAX_TIMES = 6;

    private final CronFields fields;

    private CronDescription(CronFields fields) {
        this.fields = fields;
    }

    static String of(CronFields fields) {
        CronDescription description = new CronDescription(fields);
        String days = description.days();
        if (description.hasFewTimes()) {
            return "At " + join(description.clockTimes()) + (days.isEmpty() ? ", every day" : days);
        }
        return description.frequency() + days;
    }

    private boolean hasFewTimes() {
        List<CronPart> hours = fields.parts(CronField.HOUR);
        return !isAll(hours) && !isEvenStep(hours) && count(fields.parts(CronField.MINUTE)) * count(hours) <= MAX_TIMES;
    }

    private String frequency() {
        List<CronPart> minutes = fields.parts(CronField.MINUTE);
        List<CronPart> hours = fields.parts(CronField.HOUR);
        boolean atZero = fields.bits(CronField.MINUTE) == 1;
        if (atZero && isAll(hours)) {
            return "Every hour";
        }
        if (atZero && isEvenStep(hours)) {
            return "Every " + hours.get(0).step() + " hours";
        }
        return minutePhrase(minutes, isAll(hours)) + hourPhrase(hours);
    }

    private String minutePhrase(List<CronPart> minutes, boolean everyHour) {
        if (isAll(minutes)) {
            return "Every minute";
        }
        if (isEvenStep(minutes)) {
            return "Every " + minutes.get(0).step() + " minutes";
        }
        String past = everyHour ? " past every hour" : " past the hour";
        return "At minute" + (count(minutes) == 1 ? " " : "s ") + join(words(minutes)) + past;
    }

    private String hourPhrase(List<CronPart> hours) {
        if (isAll(hours)) {
            return "";
        }
        if (isEvenStep(hours)) {
            return ", in every " + ordinal(hours.get(0).step()) + " hour from 0";
        }
        return ", in hour" + (count(hours) == 1 ? " " : "s ") + join(words(hours));
    }

    private String days() {
        boolean byDate = fields.isRestricted(CronField.DAY_OF_MONTH);
        boolean byWeekday = fields.isRestricted(CronField.DAY_OF_WEEK);
        String days = byDate ? ", " + dates() : "";
        if (byWeekday) {
            days += (byDate ? " or " : ", ") + weekdays();
        }
        List<CronPart> months = fields.parts(CronField.MONTH);
        return isAll(months) ? days : days + ", in " + join(words(months));
    }

    private String dates() {
        List<CronPart> dates = fields.parts(CronField.DAY_OF_MONTH);
        if (isAll(dates)) {
            return "on any day of the month";
        }
        return "on day" + (count(dates) == 1 ? " " : "s ") + join(words(dates)) + " of the month";
    }

    private String weekdays() {
        List<CronPart> weekdays = fields.parts(CronField.DAY_OF_WEEK);
        if (isAll(weekdays)) {
            return "on any day of the week";
        }
        boolean isRange = weekdays.size() == 1 && isRange(weekdays.get(0));
        return (isRange ? "" : "on ") + join(words(weekdays));
    }

    private List<String> clockTimes() {
        List<String> times = new ArrayList<>();
        for (int hour = 0; hour < 24; hour++) {
            for (int minute = 0; minute < 60; minute++) {
                if (((fields.bits(CronField.HOUR) >> hour) & (fields.bits(CronField.MINUTE) >> minute) & 1) != 0) {
                    times.add("%02d:%02d".formatted(hour, minute));
                }
            }
        }
        return times;
    }

    /** The items as written: ranges of three or more stay ranges, steps are spelt out. */
    private static List<String> words(List<CronPart> parts) {
        Set<String> words = new LinkedHashSet<>();
        for (CronPart part : parts) {
            if (isRange(part)) {
                words.add(part.field().word(part.from()) + " through "
                        + part.field().word(part.to()));
            } else {
                part.values().mapToObj(part.field()::word).forEach(words::add);
            }
        }
        return List.copyOf(words);
    }

    private static boolean isRange(CronPart part) {
        return part.step() == 1 && part.to() - part.from() > 1;
    }

    private int count(List<CronPart> parts) {
        return Long.bitCount(fields.bits(parts.get(0).field()));
    }

    private static boolean isAll(List<CronPart> parts) {
        return parts.stream().anyMatch(part -> part.coversAll() && part.step() == 1);
    }

    private static boolean isEvenStep(List<CronPart> parts) {
        return parts.size() == 1 && parts.get(0).isEvenStep();
    }

    private static String ordinal(int number) {
        return number + (number == 2 ? "nd" : number == 3 ? "rd" : "th");
    }

    private static String join(List<String> words) {
        int last = words.size() - 1;
        return last <= 0 ? words.get(0) : String.join(", ", words.subList(0, last)) + " and " + words.get(last);
    }
}

package dev.belfry.core.schedule.cron;

import java.time.LocalDate;
import java.time.Month;
import java.util.List;

/**
 * A legal five-field expression on the wall clock: which days, hours and minutes match, without any zone. Immutable.
 *
 * <p>Day of month and day of week, both restricted (anything but a bare {@code *}), match when either does: Vixie cron.
 */
public final class CronExpression {

    /** There is no match before the limit. */
    static final long NONE = Long.MIN_VALUE;

    private static final int MINUTES_A_DAY = 24 * 60;
    private static final int SUNDAY_OFFSET = 4; // 1970-01-01 was a Thursday

    private final CronFields fields;
    private final long minutes;
    private final long hours;
    private final long daysOfMonth;
    private final long months;
    /** For a month that begins on weekday i (0 is Sunday): its days that match by their weekday, as bits 1 to 31. */
    private final long[] daysByFirstWeekday = new long[7];

    private final boolean eitherDay;

    CronExpression(CronFields fields) {
        this.fields = fields;
        this.minutes = fields.bits(CronField.MINUTE);
        this.hours = fields.bits(CronField.HOUR);
        this.daysOfMonth = fields.bits(CronField.DAY_OF_MONTH);
        this.months = fields.bits(CronField.MONTH);
        this.eitherDay = fields.isRestricted(CronField.DAY_OF_MONTH) && fields.isRestricted(CronField.DAY_OF_WEEK);
        long weekdays = fields.bits(CronField.DAY_OF_WEEK);
        for (int day = 1; day <= 31; day++) {
            for (int first = 0; first < 7; first++) {
                daysByFirstWeekday[first] |= ((weekdays >> ((first + day - 1) % 7)) & 1) << day;
            }
        }
    }

    /** Whether the hour field does not begin with {@code *}: such a job runs once through every change of clocks. */
    public boolean isFixedTime() {
        return !fields.beginsWithStar(CronField.HOUR);
    }

    /** English, for example "At 09:30, Monday through Friday". */
    public String description() {
        return CronDescription.of(fields);
    }

    /** What is legal and may still surprise. Codes: {@code day_fields_or}, {@code uneven_step}. */
    public List<CronRemark> surprises() {
        return CronSurprises.in(fields);
    }

    /** Whether every matching hour begins with a match and nothing follows within the hour. */
    public boolean isOnTheHour() {
        return minutes == 1;
    }

    /** Whether 00:00 is the only matching time of day. */
    public boolean isAtMidnight() {
        return minutes == 1 && hours == 1;
    }

    /** False for days that no year has, such as 31 February. */
    boolean canMatch() {
        if (eitherDay || !fields.isRestricted(CronField.DAY_OF_MONTH)) {
            return true;
        }
        for (int month = 1; month <= 12; month++) {
            int length = Month.of(month).maxLength();
            if (((months >> month) & 1) != 0 && (daysOfMonth & daysUpTo(length)) != 0) {
                return true;
            }
        }
        return false;
    }

    /**
     * The first matching wall-clock time, in seconds as if the zone were UTC.
     *
     * @param from inclusive
     * @param limit exclusive
     * @return {@link #NONE} when none lies between
     */
    long next(long from, long limit) {
        long minute = Math.floorDiv(from + 59, 60);
        long day = Math.floorDiv(minute, MINUTES_A_DAY);
        long lastDay = Math.floorDiv(limit - 1, MINUTES_A_DAY * 60);
        long matching = nextDay(day, lastDay);
        int time = matching == day ? nextTime(Math.floorMod(minute, MINUTES_A_DAY)) : nextTime(0);
        if (time < 0) {
            matching = nextDay(day + 1, lastDay);
            time = nextTime(0);
        }
        if (matching == NONE) {
            return NONE;
        }
        long found = (matching * MINUTES_A_DAY + time) * 60;
        return found < limit ? found : NONE;
    }

    /** The first matching minute of the day from the given one, or -1. */
    private int nextTime(int from) {
        int hour = from / 60;
        long laterMinutes = minutes & (-1L << (from % 60));
        if (((hours >> hour) & 1) != 0 && laterMinutes != 0) {
            return hour * 60 + Long.numberOfTrailingZeros(laterMinutes);
        }
        long laterHours = hours & (-1L << (hour + 1));
        return laterHours == 0 ? -1 : Long.numberOfTrailingZeros(laterHours) * 60 + Long.numberOfTrailingZeros(minutes);
    }

    /** The first matching day from the given one to the last, both inclusive, as days since 1970. */
    private long nextDay(long from, long last) {
        if (from > last) {
            return NONE;
        }
        LocalDate date = LocalDate.ofEpochDay(from);
        LocalDate month = date.withDayOfMonth(1);
        long days = matchingDays(month) & (-1L << date.getDayOfMonth());
        while (days == 0) {
            month = month.plusMonths(1);
            if (month.toEpochDay() > last) {
                return NONE;
            }
            days = matchingDays(month);
        }
        long found = month.toEpochDay() + Long.numberOfTrailingZeros(days) - 1;
        return found <= last ? found : NONE;
    }

    private long matchingDays(LocalDate month) {
        if (((months >> month.getMonthValue()) & 1) == 0) {
            return 0;
        }
        long byWeekday = daysByFirstWeekday[(int) Math.floorMod(month.toEpochDay() + SUNDAY_OFFSET, 7L)];
        long days = eitherDay ? daysOfMonth | byWeekday : daysOfMonth & byWeekday;
        return days & daysUpTo(month.lengthOfMonth());
    }

    private static long daysUpTo(int last) {
        return (1L << (last + 1)) - 2;
    }
}

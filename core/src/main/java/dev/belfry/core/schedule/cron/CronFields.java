package dev.belfry.core.schedule.cron;

import java.util.List;

/**
 * The five fields, macros replaced, as text and as read; both lists are in the order of {@link CronField}.
 *
 * <p>Two rules look at the writing and not at the values: {@code 0-23} matches what {@code *} matches and still makes
 * a fixed-time job, and {@code *}{@code /1} restricts a day field.
 */
record CronFields(List<String> texts, List<List<CronPart>> read) {

    List<CronPart> parts(CronField field) {
        return read.get(field.index());
    }

    long bits(CronField field) {
        return parts(field).stream().mapToLong(CronPart::bits).reduce(0, (a, b) -> a | b);
    }

    /** Anything but a bare star. */
    boolean isRestricted(CronField field) {
        return !texts.get(field.index()).equals("*");
    }

    boolean beginsWithStar(CronField field) {
        return texts.get(field.index()).startsWith("*");
    }
}

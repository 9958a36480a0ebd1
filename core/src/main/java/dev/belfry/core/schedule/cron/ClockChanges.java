package dev.belfry.core.schedule.cron;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.zone.ZoneOffsetTransition;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Tells in English which runs of a job a change of clocks moves, drops or doubles. */
public final class ClockChanges {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT);
    private static final DateTimeFormatter TIME_WITH_SECONDS = DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);

    private final ZonedCron cron;

    ClockChanges(ZonedCron cron) {
        this.cron = cron;
    }

    /**
     * What happened to a run, beginning with {@code moved}, {@code doubled} or {@code dropped}; null when nothing did.
     *
     * @param previous the run before it, or where the looking began; times lost between the two are told here
     */
    public @Nullable String note(Instant run, Instant previous) {
        List<String> notes = new ArrayList<>();
        ZoneOffsetTransition change = cron.rules().nextTransition(previous);
        while (change != null && !change.getInstant().isAfter(run)) {
            if (cron.firstMissing(change) != CronExpression.NONE) {
                notes.add((cron.makesUp(change) ? "moved: " : "dropped before this run: ") + missing(change));
            }
            change = cron.rules().nextTransition(change.getInstant());
        }
        String doubled = doubled(run);
        if (doubled != null) {
            notes.add(doubled);
        }
        return notes.isEmpty() ? null : String.join("; ", notes);
    }

    /**
     * The first change of clocks in a stretch of time that moves or drops a run of a fixed-time job, as a remark
     * {@code dst_gap}; null when none does. Wildcard-hour jobs expect no particular time of day, so they get none.
     *
     * @param from exclusive
     * @param until inclusive
     */
    public @Nullable CronRemark gapBetween(Instant from, Instant until) {
        ZoneOffsetTransition change = cron.isFixedTime() ? cron.rules().nextTransition(from) : null;
        while (change != null && !change.getInstant().isAfter(until)) {
            if (cron.firstMissing(change) != CronExpression.NONE) {
                return new CronRemark("dst_gap", missing(change));
            }
            change = cron.rules().nextTransition(change.getInstant());
        }
        return null;
    }

    private String missing(ZoneOffsetTransition gap) {
        LocalDateTime first = LocalDateTime.ofEpochSecond(cron.firstMissing(gap), 0, ZoneOffset.UTC);
        String after = clockAfter(gap);
        return clock(first) + " on " + first.toLocalDate() + " does not exist, because the clocks go forward from "
                + clock(gap.getDateTimeBefore()) + " to " + after + ": "
                + (cron.makesUp(gap) ? "the job runs at " + after : "nothing runs");
    }

    /** Samoa skipped 30 December 2011: 00:00 to 00:00, which only the date explains. */
    private static String clockAfter(ZoneOffsetTransition gap) {
        LocalDateTime after = gap.getDateTimeAfter();
        boolean sameDay = after.toLocalDate().equals(gap.getDateTimeBefore().toLocalDate());
        return clock(after) + (sameDay ? "" : " on " + after.toLocalDate());
    }

    private @Nullable String doubled(Instant run) {
        LocalDateTime wallClock = LocalDateTime.ofInstant(run, cron.rules().getOffset(run));
        ZoneOffsetTransition change = cron.rules().getTransition(wallClock);
        if (change == null || change.isGap()) {
            return null;
        }
        boolean firstPass = cron.rules().getOffset(run).equals(change.getOffsetBefore());
        String consequence = cron.isFixedTime()
                ? "the job runs only the first time"
                : "this is the " + (firstPass ? "first" : "second") + " pass";
        return "doubled: " + clock(wallClock) + " on " + wallClock.toLocalDate()
                + " occurs twice, because the clocks go back: " + consequence;
    }

    private static String clock(LocalDateTime time) {
        return (time.getSecond() == 0 ? TIME : TIME_WITH_SECONDS).format(time);
    }
}

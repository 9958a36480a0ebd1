package dev.belfry.core.schedule;

import dev.belfry.core.schedule.cron.ClockChanges;
import dev.belfry.core.schedule.cron.ZonedCron;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a schedule will do, for people to check before they save it. The runs are those that will fire.
 *
 * @param runs in order; fewer than asked for when the schedule ends
 * @param description one sentence in English, without zone, bounds and jitter
 * @param warnings what is legal and may still surprise
 */
public record SchedulePreview(List<Run> runs, String description, List<Warning> warnings) {

    /** As many runs as may be asked for at once. */
    public static final int MAX_COUNT = 100;

    /**
     * One run.
     *
     * @param at jitter included
     * @param local the same instant on the wall clock of the schedule's zone
     * @param note what a change of clocks did to it, beginning with {@code moved}, {@code doubled} or {@code dropped}
     *     (a time before it was lost); null when nothing
     */
    public record Run(
            Instant at, OffsetDateTime local, @Nullable String note) {}

    /**
     * A hint.
     *
     * @param code {@code jitter}, {@code midnight}, {@code on_the_hour}, {@code day_fields_or}, {@code uneven_step} or
     *     {@code dst_gap}
     * @param message plain English: what happens and what to do about it
     */
    public record Warning(String code, String message) {}

    /**
     * Previews a legal specification; what it says about one that {@link Schedule#violations} refuses is undefined
     * beyond the exception.
     *
     * @param anchor as for {@link Schedule#of}
     * @param from exclusive
     * @param count from 1 to {@link #MAX_COUNT}
     * @throws IllegalArgumentException when the specification or the count is not legal
     */
    public static SchedulePreview of(
            JobKind kind, ScheduleSpec spec, UUID jobId, Instant anchor, Instant from, int count) {
        if (count < 1 || count > MAX_COUNT) {
            throw new IllegalArgumentException("count must be from 1 to " + MAX_COUNT + ", not " + count);
        }
        Schedule schedule = Schedule.of(kind, spec, jobId, anchor);
        Instant start = Schedule.within(from);
        return new SchedulePreview(
                runs(schedule, start, count), schedule.description(), PreviewWarnings.of(spec, schedule, start));
    }

    private static List<Run> runs(Schedule schedule, Instant from, int count) {
        ZonedCron cron = schedule.cron();
        ClockChanges changes = cron == null ? null : cron.clockChanges();
        List<Run> runs = new ArrayList<>();
        Instant previous = from;
        Instant at = schedule.next(from).orElse(null);
        while (at != null && runs.size() < count) {
            String note = changes == null
                    ? null
                    : changes.note(at.minus(schedule.jitter()), previous.minus(schedule.jitter()));
            runs.add(new Run(at, at.atOffset(schedule.offsetAt(at)), note));
            previous = at;
            at = schedule.next(at).orElse(null);
        }
        return runs;
    }
}

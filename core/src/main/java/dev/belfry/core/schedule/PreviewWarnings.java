package dev.belfry.core.schedule;

import dev.belfry.core.schedule.SchedulePreview.Warning;
import dev.belfry.core.schedule.cron.CronExpression;
import dev.belfry.core.schedule.cron.CronRemark;
import dev.belfry.core.schedule.cron.ZonedCron;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The hints of a preview; but for jitter only wall-clock schedules surprise. */
final class PreviewWarnings {

    private static final Duration OUTLOOK = Duration.ofDays(366);

    private PreviewWarnings() {}

    static List<Warning> of(ScheduleSpec spec, Schedule schedule, Instant from) {
        List<Warning> warnings = new ArrayList<>();
        int jitterSeconds = spec.jitterSeconds() == null ? 0 : spec.jitterSeconds();
        if (jitterSeconds > 0) {
            warnings.add(new Warning(
                    "jitter",
                    "every run comes later by an offset of the job's own, below " + jitterSeconds
                            + " s and the same each time; a job that is not stored yet shows one of many"));
        }
        ZonedCron cron = schedule.cron();
        if (cron == null) {
            return List.copyOf(warnings);
        }
        Warning crowded = jitterSeconds == 0 ? crowded(cron.expression()) : null;
        if (crowded != null) {
            warnings.add(crowded);
        }
        cron.expression().surprises().forEach(remark -> warnings.add(warning(remark)));
        CronRemark gap = gap(spec, cron, from);
        if (gap != null) {
            warnings.add(warning(gap));
        }
        return List.copyOf(warnings);
    }

    private static @Nullable Warning crowded(CronExpression expression) {
        if (!expression.isOnTheHour()) {
            return null;
        }
        String when = expression.isAtMidnight() ? "at midnight" : "on the hour";
        return new Warning(
                expression.isAtMidnight() ? "midnight" : "on_the_hour",
                "many jobs run " + when + "; another minute or jitter_seconds spreads the load");
    }

    private static @Nullable CronRemark gap(ScheduleSpec spec, ZonedCron cron, Instant from) {
        Instant starts = spec.startsAt();
        Instant ends = spec.endsAt();
        Instant until = from.plus(OUTLOOK);
        return cron.clockChanges()
                .gapBetween(
                        starts != null && starts.isAfter(from) ? starts.minusNanos(1) : from,
                        ends != null && ends.isBefore(until) ? ends : until);
    }

    private static Warning warning(CronRemark remark) {
        return new Warning(remark.code(), remark.message());
    }
}

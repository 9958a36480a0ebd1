package dev.belfry.scheduler.plan;

import dev.belfry.core.schedule.Schedule;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of a job's ticks up to the horizon.
 *
 * @param run ticks that get an execution, oldest first
 * @param skipped the missed ticks that get none, as one row
 * @param nextRunAt the oldest tick that is still to be planned; null when the schedule has no more
 */
public record TickPlan(
        List<Instant> run,
        Optional<Skipped> skipped,
        @Nullable Instant nextRunAt) {

    /** How many made-up executions of one job may be open at a time. */
    public static final int MAX_MADE_UP_AT_A_TIME = 100;

    /**
     * Missed ticks that nothing makes up.
     *
     * @param newest the scheduled time of the newest of them, which the row carries
     * @param count how many the row stands for
     */
    public record Skipped(Instant newest, int count) {}

    /**
     * The time at which the plan is made.
     *
     * @param now the database's time
     * @param horizon ticks up to here are planned, those after now ahead of their time
     * @param missedAfter a tick older than this was missed
     */
    public record Moment(Instant now, Instant horizon, Duration missedAfter) {

        /** Ticks before this were missed by an outage. */
        public Instant missedBefore() {
            return now.minus(missedAfter);
        }
    }

    /**
     * Plans a job.
     *
     * @param nextRunAt the oldest tick without an execution
     * @param openMadeUp executions of the job that are still open and were made up
     */
    public static TickPlan of(Schedule schedule, Instant nextRunAt, Moment moment, int openMadeUp) {
        if (!nextRunAt.isBefore(moment.missedBefore())) {
            return ahead(schedule, new ArrayList<>(), Optional.empty(), nextRunAt, moment.horizon());
        }
        // An outage: every tick up to now belongs to it, the last few seconds' too, so that `latest` runs one and not
        // two.
        List<Instant> missed = new ArrayList<>();
        Instant tick = nextRunAt;
        while (tick != null && !tick.isAfter(moment.now())) {
            missed.add(tick);
            tick = schedule.next(tick).orElse(null);
        }
        return switch (schedule.catchUp()) {
            case NONE -> afterOutage(schedule, missed, missed.size(), missed.size(), tick, moment);
            case LATEST ->
                afterOutage(
                        schedule,
                        missed,
                        tooOld(missed, schedule, moment) == missed.size() ? missed.size() : missed.size() - 1,
                        missed.size(),
                        tick,
                        moment);
            case ALL -> all(schedule, missed, tick, moment, openMadeUp);
        };
    }

    private static TickPlan all(
            Schedule schedule, List<Instant> missed, @Nullable Instant after, Moment moment, int openMadeUp) {
        int skip = tooOld(missed, schedule, moment);
        int room = Math.max(0, MAX_MADE_UP_AT_A_TIME - openMadeUp);
        int end = Math.min(missed.size(), skip + room);
        return afterOutage(schedule, missed, skip, end, after, moment);
    }

    /** The first of the missed are skipped, those up to the end run, and the rest, if any, waits for room. */
    private static TickPlan afterOutage(
            Schedule schedule, List<Instant> missed, int skip, int end, @Nullable Instant after, Moment moment) {
        Optional<Skipped> skipped = skip == 0 ? Optional.empty() : Optional.of(new Skipped(missed.get(skip - 1), skip));
        List<Instant> run = new ArrayList<>(missed.subList(skip, end));
        if (end < missed.size()) {
            return new TickPlan(run, skipped, missed.get(end));
        }
        return ahead(schedule, run, skipped, after, moment.horizon());
    }

    private static TickPlan ahead(
            Schedule schedule, List<Instant> run, Optional<Skipped> skipped, @Nullable Instant next, Instant horizon) {
        Instant tick = next;
        while (tick != null && !tick.isAfter(horizon)) {
            run.add(tick);
            tick = schedule.next(tick).orElse(null);
        }
        return new TickPlan(run, skipped, tick);
    }

    private static int tooOld(List<Instant> missed, Schedule schedule, Moment moment) {
        Instant oldest = moment.now().minus(schedule.catchUpWindow());
        return (int) missed.stream().filter(tick -> tick.isBefore(oldest)).count();
    }
}

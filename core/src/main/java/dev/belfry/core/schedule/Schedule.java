package dev.belfry.core.schedule;

import dev.belfry.core.schedule.cron.ZonedCron;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * When a job runs, as a pure rule: after instant <i>t</i>, the next run. Immutable, thread-safe, and cheap to ask
 * (about a microsecond), so that tens of thousands of missed runs can be counted.
 */
public final class Schedule {

    static final Duration DEFAULT_CATCH_UP_WINDOW = Duration.ofHours(1);

    /** Questions from outside these instants are asked at them; no run lies outside anyway. */
    private static final Instant EARLIEST = Instant.EPOCH.minus(Duration.ofDays(1));

    private static final Instant LATEST = ScheduleCheck.LAST_INSTANT.plus(Duration.ofDays(1));

    private final ScheduleSpec spec;
    private final Ticks ticks;
    private final Duration jitter;

    private Schedule(ScheduleSpec spec, Ticks ticks, Duration jitter) {
        this.spec = spec;
        this.ticks = ticks;
        this.jitter = jitter;
    }

    /**
     * Everything that keeps a specification from being saved, at once; empty when it is legal.
     *
     * @param now {@code run_at} must lie after it, and some run between {@code starts_at} and {@code ends_at} must still
     *     be to come; an interval is taken as counted from now
     */
    public static List<Violation> violations(JobKind kind, ScheduleSpec spec, Instant now) {
        return new ScheduleCheck(kind, spec).violations(now);
    }

    /**
     * The meaning of a stored specification, which was legal when saved and may be over by now.
     *
     * @param jobId decides the jitter
     * @param anchor the creation of the job or, for {@code recurring}, the last change of its interval
     * @throws IllegalArgumentException when the specification is not legal; the message lists its violations
     */
    public static Schedule of(JobKind kind, ScheduleSpec spec, UUID jobId, Instant anchor) {
        ScheduleCheck check = new ScheduleCheck(kind, spec);
        List<Violation> violations = check.violations();
        if (!violations.isEmpty()) {
            throw new IllegalArgumentException("the schedule of job " + jobId + " is not legal: "
                    + violations.stream().map(Violation::toString).collect(Collectors.joining("; ")));
        }
        return new Schedule(spec, check.ticks(anchor), Jitter.offset(jobId, spec.jitterSeconds()));
    }

    /** The first run strictly after an instant, jitter included; empty when there is none. */
    public Optional<Instant> next(Instant after) {
        Instant tick = nextTick(within(after).minus(jitter));
        return tick == null ? Optional.empty() : Optional.of(tick.plus(jitter));
    }

    /** What to do with runs missed while the scheduler was down. */
    public CatchUp catchUp() {
        return spec.catchUp() == null
                ? CatchUp.LATEST
                : CatchUp.parse(spec.catchUp()).orElseThrow();
    }

    /** Runs missed longer ago than this are never made up; from zero to 30 days. */
    public Duration catchUpWindow() {
        Integer seconds = spec.catchUpWindowSeconds();
        return seconds == null ? DEFAULT_CATCH_UP_WINDOW : Duration.ofSeconds(seconds);
    }

    /** By how much every run of this job comes later than written; from zero to {@code jitter_seconds}. */
    public Duration jitter() {
        return jitter;
    }

    static Instant within(Instant asked) {
        return asked.isBefore(EARLIEST) ? EARLIEST : asked.isAfter(LATEST) ? LATEST : asked;
    }

    /** The zone of the wall clock that the schedule was written for; UTC unless it is a cron schedule. */
    ZoneOffset offsetAt(Instant instant) {
        ZonedCron cron = cron();
        return cron == null ? ZoneOffset.UTC : cron.offsetAt(instant);
    }

    String description() {
        return ticks.description();
    }

    @Nullable
    ZonedCron cron() {
        return ticks instanceof Ticks.Cron zoned ? zoned.cron() : null;
    }

    /** The first tick strictly after an instant that lies within the bounds, jitter not included. */
    @Nullable
    Instant nextTick(Instant after) {
        Instant starts = spec.startsAt();
        Instant tick = ticks.next(starts != null && starts.isAfter(after) ? starts.minusNanos(1) : after);
        boolean over = tick != null && spec.endsAt() != null && tick.isAfter(spec.endsAt());
        return over ? null : tick;
    }
}

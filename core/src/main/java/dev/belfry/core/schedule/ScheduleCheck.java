package dev.belfry.core.schedule;

import dev.belfry.core.schedule.cron.CronExpression;
import dev.belfry.core.schedule.cron.CronReading;
import dev.belfry.core.schedule.cron.TimeZones;
import dev.belfry.core.schedule.cron.ZonedCron;
import java.time.Instant;
import java.time.zone.ZoneRules;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Judges a specification, every field even when an earlier one is wrong, and keeps what it has read for its ticks. */
final class ScheduleCheck {

    static final Instant LAST_INSTANT = Instant.parse("9999-12-31T23:59:59.999999999Z");

    private static final int MAX_MINUTES = 1440;
    private static final int MAX_JITTER = 3600;
    private static final int MAX_WINDOW = 2_592_000;
    private static final String DEFAULT_ZONE = "UTC";

    private final JobKind kind;
    private final ScheduleSpec spec;
    private final List<Violation> found = new ArrayList<>();
    private @Nullable CronExpression expression;
    private @Nullable ZoneRules zone;

    ScheduleCheck(JobKind kind, ScheduleSpec spec) {
        this.kind = kind;
        this.spec = spec;
        checkKind();
        checkCron();
        checkNumbers();
        checkInstants();
        checkChoices();
    }

    /** What is wrong whenever one looks. */
    List<Violation> violations() {
        return List.copyOf(found);
    }

    /** What is wrong when it is to be saved now. */
    List<Violation> violations(Instant now) {
        boolean legal = found.isEmpty();
        Instant runAt = spec.runAt();
        if (kind == JobKind.SCHEDULED && runAt != null && !runAt.isAfter(now)) {
            add("run_at", "future", "run_at must lie in the future; now it is " + now, runAt.toString());
        } else if (legal) {
            checkHasRun(now);
        }
        return violations();
    }

    Ticks ticks(Instant anchor) {
        return switch (kind) {
            case CRON ->
                new Ticks.Cron(new ZonedCron(
                        Objects.requireNonNull(expression),
                        Objects.requireNonNull(zone),
                        Dst.SKIP.wireName().equals(spec.dst())));
            case RECURRING -> new Ticks.Interval(anchor, Objects.requireNonNull(spec.everyNMinutes()) * 60L);
            case SCHEDULED -> new Ticks.Single(Objects.requireNonNull(spec.runAt()));
            case ONE_TIME -> new Ticks.Single(anchor);
        };
    }

    private void checkKind() {
        checkOwner(JobKind.CRON, "cron", spec.cron(), true);
        checkOwner(JobKind.CRON, "timezone", spec.timezone(), false);
        checkOwner(JobKind.CRON, "dst", spec.dst(), false);
        checkOwner(JobKind.RECURRING, "every_n_minutes", spec.everyNMinutes(), true);
        checkOwner(JobKind.SCHEDULED, "run_at", text(spec.runAt()), true);
    }

    private void checkOwner(JobKind owner, String field, @Nullable Object value, boolean required) {
        if (kind != owner && value != null) {
            String message = field + " belongs to jobs of kind " + owner.wireName() + "; a job of kind "
                    + kind.wireName() + " must not have it";
            add(field, "not_allowed", message, value);
        } else if (kind == owner && required && value == null) {
            add(field, "required", field + " is required for a job of kind " + kind.wireName(), null);
        }
    }

    private void checkCron() {
        String text = spec.cron();
        if (kind != JobKind.CRON || text == null) {
            return;
        }
        CronReading reading = CronReading.of(text);
        reading.problems().forEach(problem -> add("cron", problem.code(), problem.message(), text));
        expression = reading.expression();
    }

    private void checkNumbers() {
        checkRange("every_n_minutes", spec.everyNMinutes(), 1, MAX_MINUTES);
        checkRange("jitter_seconds", spec.jitterSeconds(), 0, MAX_JITTER);
        checkRange("catch_up_window_seconds", spec.catchUpWindowSeconds(), 0, MAX_WINDOW);
    }

    private void checkRange(String field, @Nullable Integer value, int min, int max) {
        if (value != null && (value < min || value > max)) {
            add(field, "range", field + " must be from " + min + " to " + max + ", not " + value, value);
        }
    }

    private void checkInstants() {
        checkInstant("run_at", spec.runAt());
        checkInstant("starts_at", spec.startsAt());
        checkInstant("ends_at", spec.endsAt());
        Instant starts = spec.startsAt();
        Instant ends = spec.endsAt();
        if (starts != null && ends != null && !starts.isBefore(ends)) {
            add("ends_at", "order", "ends_at must be later than starts_at, which is " + starts, ends.toString());
        }
    }

    private void checkInstant(String field, @Nullable Instant value) {
        if (value != null && (value.isBefore(Instant.EPOCH) || value.isAfter(LAST_INSTANT))) {
            add(field, "range", field + " must lie in the years from 1970 to 9999", value.toString());
        }
    }

    private void checkChoices() {
        String dst = spec.dst();
        if (dst != null && Dst.parse(dst).isEmpty()) {
            addUnknown(
                    "dst", dst, Arrays.stream(Dst.values()).map(Dst::wireName).toList());
        }
        String catchUp = spec.catchUp();
        if (catchUp != null && CatchUp.parse(catchUp).isEmpty()) {
            addUnknown(
                    "catch_up",
                    catchUp,
                    Arrays.stream(CatchUp.values()).map(CatchUp::wireName).toList());
        }
        String name = spec.timezone() == null ? DEFAULT_ZONE : spec.timezone();
        zone = TimeZones.rules(name).orElse(null);
        if (zone == null) {
            String message = "timezone must be an IANA name in its exact spelling, such as Europe/Berlin or UTC; \""
                    + name + "\" is none that is known here";
            add("timezone", "unknown_timezone", message, name);
        }
    }

    private void addUnknown(String field, String value, List<String> allowed) {
        String list = allowed.stream().collect(Collectors.joining(", "));
        add(field, "unknown_value", field + " must be one of " + list + ", not \"" + value + "\"", value);
    }

    /** A job that can never run was not meant so, whether its window is too narrow, between runs, or past. */
    private void checkHasRun(Instant now) {
        // A one_time job runs at this very instant, so the question has to start before it.
        Instant from = Schedule.within(now).minusNanos(1);
        boolean bounded = spec.startsAt() != null || spec.endsAt() != null;
        if (!bounded || Schedule.of(kind, spec, new UUID(0, 0), now).nextTick(from) != null) {
            return;
        }
        String message = "the schedule has no run between starts_at (" + orElse(spec.startsAt(), "open")
                + ") and ends_at (" + orElse(spec.endsAt(), "open") + ") that is still to come; now it is " + now;
        String field = spec.endsAt() != null ? "ends_at" : "starts_at";
        add(field, "never_matches", message, text(spec.endsAt() != null ? spec.endsAt() : spec.startsAt()));
    }

    private void add(String field, String rule, String message, @Nullable Object value) {
        found.add(new Violation("schedule." + field, rule, message, value));
    }

    private static @Nullable String text(@Nullable Instant instant) {
        return instant == null ? null : instant.toString();
    }

    private static String orElse(@Nullable Instant instant, String absent) {
        return instant == null ? absent : instant.toString();
    }
}

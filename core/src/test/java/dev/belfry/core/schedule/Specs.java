package dev.belfry.core.schedule;

import java.time.Instant;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Specifications for tests, each made from another by naming what is different. */
final class Specs implements Cloneable {

    private @Nullable String cron;
    private @Nullable Integer everyNMinutes;
    private @Nullable Instant runAt;
    private @Nullable String timezone;
    private @Nullable String dst;
    private @Nullable Integer jitterSeconds;
    private @Nullable Instant startsAt;
    private @Nullable Instant endsAt;
    private @Nullable String catchUp;
    private @Nullable Integer catchUpWindowSeconds;

    static Specs empty() {
        return new Specs();
    }

    static Specs cron(String cron) {
        return empty().with(specs -> specs.cron = cron);
    }

    static Specs everyMinutes(int minutes) {
        return empty().with(specs -> specs.everyNMinutes = minutes);
    }

    static Specs at(String instant) {
        return empty().with(specs -> specs.runAt = Instant.parse(instant));
    }

    Specs zone(String zone) {
        return with(specs -> specs.timezone = zone);
    }

    Specs dst(String name) {
        return with(specs -> specs.dst = name);
    }

    Specs jitter(int seconds) {
        return with(specs -> specs.jitterSeconds = seconds);
    }

    Specs between(@Nullable String starts, @Nullable String ends) {
        return with(specs -> {
            specs.startsAt = starts == null ? null : Instant.parse(starts);
            specs.endsAt = ends == null ? null : Instant.parse(ends);
        });
    }

    Specs catchUp(@Nullable String name, @Nullable Integer windowSeconds) {
        return with(specs -> {
            specs.catchUp = name;
            specs.catchUpWindowSeconds = windowSeconds;
        });
    }

    ScheduleSpec spec() {
        return new ScheduleSpec(
                cron,
                everyNMinutes,
                runAt,
                timezone,
                dst,
                jitterSeconds,
                startsAt,
                endsAt,
                catchUp,
                catchUpWindowSeconds);
    }

    private Specs with(Consumer<Specs> change) {
        Specs changed = copy();
        change.accept(changed);
        return changed;
    }

    private Specs copy() {
        try {
            return (Specs) clone();
        } catch (CloneNotSupportedException impossible) {
            throw new AssertionError(impossible);
        }
    }
}

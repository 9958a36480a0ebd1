package dev.belfry.core.monitor;

import dev.belfry.core.schedule.JobKind;
import dev.belfry.core.schedule.Schedule;
import dev.belfry.core.schedule.ScheduleSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** When pings are expected, as a pure rule. Immutable. */
public sealed interface HeartbeatSchedule {

    /** When the ping after one is expected, grace not included. */
    Instant expectedAfter(Instant ping);

    /**
     * When a ping is expected although a gap may have swallowed the one that was; the same instant when it cannot have.
     *
     * @param expected the instant so far; its grace had not passed when the gap began
     */
    Instant expectedDespite(Gap gap, Wait wait, Instant expected);

    /** As it is stored: an interval in seconds, or an expression with its zone. */
    static HeartbeatSchedule of(@Nullable Integer intervalSeconds, @Nullable String cron, @Nullable String timezone) {
        return intervalSeconds != null
                ? new Interval(Duration.ofSeconds(intervalSeconds))
                : new Cron(Schedule.of(JobKind.CRON, Cron.spec(cron, timezone), Cron.NO_JOB, Instant.EPOCH));
    }

    /** At most this long from one ping to the next. */
    record Interval(Duration length) implements HeartbeatSchedule {

        @Override
        public Instant expectedAfter(Instant ping) {
            return ping.plus(length);
        }

        /**
         * A client that pings at even distances and whose ping was swallowed pings again after the same distance, which
         * is no longer than from the anchor to the end of the gap, and no longer than the interval.
         */
        @Override
        public Instant expectedDespite(Gap gap, Wait wait, Instant expected) {
            Duration known = Duration.between(wait.anchor(), gap.to());
            Duration distance = wait.first() || known.compareTo(length) > 0 ? length : known;
            Instant again = gap.to().plus(distance);
            return again.isAfter(expected) ? again : expected;
        }
    }

    /** After each tick of a cron schedule. */
    record Cron(Schedule schedule) implements HeartbeatSchedule {

        /** Clocks differ: a ping this long before a tick may be meant for it. */
        private static final Duration EARLY = Duration.ofMinutes(2);

        /** And no longer than this part of the time between two ticks, or it may be a late one of the tick before. */
        private static final int EARLY_PART = 10;

        private static final Instant NEVER = Instant.parse("9999-12-31T00:00:00Z");
        private static final UUID NO_JOB = new UUID(0, 0);

        static ScheduleSpec spec(@Nullable String cron, @Nullable String timezone) {
            return new ScheduleSpec(cron, null, null, timezone, null, null, null, null, null, null);
        }

        @Override
        public Instant expectedAfter(Instant ping) {
            Instant tick = tickAfter(ping);
            Instant next = tickAfter(tick);
            Duration early = Duration.between(tick, next).dividedBy(EARLY_PART);
            Instant meant = tick.minus(early.compareTo(EARLY) < 0 ? early : EARLY);
            return ping.isBefore(meant) ? tick : next;
        }

        @Override
        public Instant expectedDespite(Gap gap, Wait wait, Instant expected) {
            return gap.to().isBefore(expected.minus(EARLY)) ? expected : later(expected, tickAfter(gap.to()));
        }

        private Instant tickAfter(Instant instant) {
            return schedule.next(instant).orElse(NEVER);
        }

        private static Instant later(Instant one, Instant other) {
            return one.isAfter(other) ? one : other;
        }
    }
}

package dev.belfry.scheduler.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belfry.core.schedule.JobKind;
import dev.belfry.core.schedule.Schedule;
import dev.belfry.core.schedule.ScheduleSpec;
import dev.belfry.scheduler.plan.TickPlan.Moment;
import dev.belfry.scheduler.plan.TickPlan.Skipped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A job runs every minute; the scheduler looks at 12:00:00.5 with a lookahead of two seconds. */
class TickPlanTest {

    private static final Instant NOW = Instant.parse("2026-03-02T12:00:00.500Z");
    private static final Moment MOMENT = new Moment(NOW, NOW.plusSeconds(2), Duration.ofSeconds(10));

    @Test
    void plansATickThatIsAheadWithinTheLookahead() {
        TickPlan plan = TickPlan.of(everyMinute("latest", 3600), at("12:00:02"), MOMENT, 0);

        assertThat(plan.run()).containsExactly(at("12:00:02"));
        assertThat(plan.nextRunAt()).isEqualTo(at("12:01:00"));
        assertThat(plan.skipped()).isEmpty();
    }

    @Test
    void runsATickThatIsAFewSecondsLateWhateverTheJobWantsMadeUp() {
        TickPlan plan = TickPlan.of(everyMinute("none", 0), at("12:00:00"), MOMENT, 0);

        assertThat(plan.run()).containsExactly(at("12:00:00"));
        assertThat(plan.skipped()).isEmpty();
    }

    @Test
    void latestRunsTheNewestMissedTickAndCountsTheOthers() {
        TickPlan plan = TickPlan.of(everyMinute("latest", 3600), at("11:50:00"), MOMENT, 0);

        assertThat(plan.run()).containsExactly(at("12:00:00"));
        assertThat(plan.skipped()).contains(new Skipped(at("11:59:00"), 10));
        assertThat(plan.nextRunAt()).isEqualTo(at("12:01:00"));
    }

    @Test
    void noneRunsNothingAndCountsAll() {
        TickPlan plan = TickPlan.of(everyMinute("none", 3600), at("11:50:00"), MOMENT, 0);

        assertThat(plan.run()).isEmpty();
        assertThat(plan.skipped()).contains(new Skipped(at("12:00:00"), 11));
    }

    @Test
    void allRunsEveryTickWithinTheWindowOldestFirst() {
        TickPlan plan = TickPlan.of(everyMinute("all", 180), at("11:50:00"), MOMENT, 0);

        assertThat(plan.run()).containsExactly(at("11:58:00"), at("11:59:00"), at("12:00:00"));
        assertThat(plan.skipped()).contains(new Skipped(at("11:57:00"), 8));
        assertThat(plan.nextRunAt()).isEqualTo(at("12:01:00"));
    }

    @Test
    void allLeavesWhatExceedsAHundredForLater() {
        TickPlan plan = TickPlan.of(everyMinute("all", 3600 * 5), at("10:00:00"), MOMENT, 40);

        assertThat(plan.run()).hasSize(60).startsWith(at("10:00:00")).endsWith(at("10:59:00"));
        assertThat(plan.nextRunAt()).isEqualTo(at("11:00:00"));
        assertThat(plan.skipped()).isEmpty();
    }

    @Test
    void allWaitsWhileAHundredAreOpen() {
        TickPlan plan = TickPlan.of(everyMinute("all", 3600 * 5), at("10:00:00"), MOMENT, 100);

        assertThat(plan.run()).isEmpty();
        assertThat(plan.nextRunAt()).isEqualTo(at("10:00:00"));
    }

    @Test
    void latestRunsNothingThatIsOlderThanTheWindow() {
        Schedule yearly =
                Schedule.of(JobKind.CRON, spec("0 10 2 3 *", null, "latest", 3600), UUID.randomUUID(), Instant.EPOCH);

        TickPlan plan = TickPlan.of(yearly, at("10:00:00"), MOMENT, 0);

        assertThat(plan.run()).isEmpty();
        assertThat(plan.skipped()).contains(new Skipped(at("10:00:00"), 1));
        assertThat(plan.nextRunAt()).isEqualTo(Instant.parse("2027-03-02T10:00:00Z"));
    }

    @Test
    void aLastTickLeavesNothingToPlan() {
        Schedule once = Schedule.of(
                JobKind.SCHEDULED, spec(null, at("12:00:01"), "latest", 3600), UUID.randomUUID(), Instant.EPOCH);

        TickPlan plan = TickPlan.of(once, at("12:00:01"), MOMENT, 0);

        assertThat(plan.run()).containsExactly(at("12:00:01"));
        assertThat(plan.nextRunAt()).isNull();
    }

    @Test
    void accountsForEveryTickWhateverThePolicy() {
        for (String policy : List.of("latest", "all", "none")) {
            TickPlan plan = TickPlan.of(everyMinute(policy, 1800), at("11:00:00"), MOMENT, 0);
            int skipped = plan.skipped().map(Skipped::count).orElse(0);
            assertThat(plan.run().size() + skipped).as(policy).isEqualTo(61);
        }
    }

    private static Schedule everyMinute(String catchUp, int windowSeconds) {
        return Schedule.of(
                JobKind.CRON, spec("* * * * *", null, catchUp, windowSeconds), UUID.randomUUID(), Instant.EPOCH);
    }

    private static ScheduleSpec spec(
            @Nullable String cron, @Nullable Instant runAt, String catchUp, int windowSeconds) {
        return new ScheduleSpec(cron, null, runAt, null, null, null, null, null, catchUp, windowSeconds);
    }

    private static Instant at(String time) {
        return Instant.parse("2026-03-02T" + time + "Z");
    }
}

package dev.belfry.core.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ScheduleTest {

    private static final Instant ANCHOR = Instant.parse("2026-03-01T10:00:00.123456Z");
    private static final UUID JOB = UUID.fromString("0198b5f0-7c1a-7e57-9a51-3d2f10c4a001");

    @Test
    void runsAOneTimeJobAtItsAnchorAndNeverAgain() {
        // given
        Schedule schedule = schedule(JobKind.ONE_TIME, Specs.empty());

        // then
        assertThat(schedule.next(ANCHOR.minusNanos(1))).contains(ANCHOR);
        assertThat(schedule.next(ANCHOR)).isEmpty();
    }

    @Test
    void runsAScheduledJobAtItsInstantAndNeverAgain() {
        // given
        Instant at = Instant.parse("2026-05-01T12:00:00Z");
        Schedule schedule = schedule(JobKind.SCHEDULED, Specs.at("2026-05-01T12:00:00Z"));

        // then
        assertThat(schedule.next(Instant.MIN)).contains(at);
        assertThat(schedule.next(at)).isEmpty();
    }

    @Test
    void countsAnIntervalFromItsAnchor() {
        // given
        Schedule schedule = schedule(JobKind.RECURRING, Specs.everyMinutes(7));

        // then
        assertThat(schedule.next(Instant.MIN)).contains(ANCHOR.plusSeconds(420));
        assertThat(schedule.next(ANCHOR)).contains(ANCHOR.plusSeconds(420));
        assertThat(schedule.next(ANCHOR.plusSeconds(420).minusNanos(1))).contains(ANCHOR.plusSeconds(420));
        assertThat(schedule.next(ANCHOR.plusSeconds(420))).contains(ANCHOR.plusSeconds(840));
        assertThat(schedule.next(ANCHOR.plusSeconds(420_000_000L).plusNanos(1)))
                .contains(ANCHOR.plusSeconds(420_000_420L));
    }

    @Test
    void doesNotLetDaylightSavingTouchAnInterval() {
        // given
        Schedule daily = schedule(JobKind.RECURRING, Specs.everyMinutes(1440));

        // then
        assertThat(daily.next(Instant.parse("2026-03-29T00:00:00Z")))
                .contains(Instant.parse("2026-03-29T10:00:00.123456Z"));
        assertThat(daily.next(Instant.parse("2026-11-01T11:00:00Z")))
                .contains(Instant.parse("2026-11-02T10:00:00.123456Z"));
    }

    @Test
    void includesBothBounds() {
        // given
        Schedule schedule =
                schedule(JobKind.CRON, Specs.cron("0 * * * *").between("2026-03-01T12:00:00Z", "2026-03-01T14:00:00Z"));

        // then
        assertThat(schedule.next(ANCHOR)).contains(Instant.parse("2026-03-01T12:00:00Z"));
        assertThat(schedule.next(Instant.parse("2026-03-01T12:00:00Z")))
                .contains(Instant.parse("2026-03-01T13:00:00Z"));
        assertThat(schedule.next(Instant.parse("2026-03-01T13:59:59Z")))
                .contains(Instant.parse("2026-03-01T14:00:00Z"));
        assertThat(schedule.next(Instant.parse("2026-03-01T14:00:00Z"))).isEmpty();
    }

    @Test
    void keepsTheRhythmOfAnIntervalThatStartsLater() {
        assertThat(schedule(JobKind.RECURRING, Specs.everyMinutes(60).between("2026-03-02T00:00:00Z", null))
                        .next(ANCHOR))
                .contains(Instant.parse("2026-03-02T00:00:00.123456Z"));
    }

    @Test
    void shiftsEveryRunByTheSameJitter() {
        // given
        Schedule schedule = schedule(JobKind.CRON, Specs.cron("0 * * * *").jitter(3600));
        Duration jitter = schedule.jitter();

        // then
        assertThat(jitter).isBetween(Duration.ofMillis(1), Duration.ofHours(1));
        Instant first = Instant.parse("2026-03-01T11:00:00Z").plus(jitter);
        assertThat(schedule.next(first.minusMillis(1))).contains(first);
        assertThat(schedule.next(first)).contains(first.plusSeconds(3600));
        assertThat(schedule.next(first.plusSeconds(3600).minusMillis(1))).contains(first.plusSeconds(3600));
    }

    @Test
    void keepsItsJitterOverReleases() {
        assertThat(schedule(JobKind.CRON, Specs.cron("0 * * * *").jitter(300)).jitter())
                .isEqualTo(Duration.ofMillis(135_678));
    }

    @Test
    void appliesBoundsBeforeTheJitter() {
        // given
        Specs specs = Specs.cron("0 * * * *").jitter(3600);
        Schedule schedule =
                schedule(JobKind.CRON, specs.between("2026-03-01T12:00:00Z", "2026-03-01T12:00:00.000000001Z"));
        Instant only = Instant.parse("2026-03-01T12:00:00Z").plus(schedule.jitter());

        // then
        assertThat(schedule.next(Instant.MIN)).contains(only);
        assertThat(schedule.next(only)).isEmpty();
    }

    @Test
    void spreadsJobsEvenly() {
        // given
        Random random = new Random(7);
        Map<Long, Integer> jobs = new HashMap<>();

        // when: ids of version 7, made in the same milliseconds, differ in few leading bits
        IntStream.range(0, 10_000)
                .mapToObj(i -> new UUID(0x0198b5f07c1a7000L + i, random.nextLong() >>> 2 | Long.MIN_VALUE))
                .forEach(id -> jobs.merge(Jitter.offset(id, 10).toMillis() / 1000 % 10, 1, Integer::sum));

        // then
        assertThat(jobs.values())
                .hasSize(10)
                .allSatisfy(count -> assertThat(count).isBetween(850, 1150));
    }

    @Test
    void answersQuestionsFromAnyInstant() {
        // given
        Schedule schedule = schedule(JobKind.CRON, Specs.cron("0 0 1 1 *").jitter(3600));

        // then
        assertThat(schedule.next(Instant.MIN)).contains(Instant.EPOCH.plus(schedule.jitter()));
        assertThat(schedule.next(Instant.MAX)).isEmpty();
        assertThat(schedule(JobKind.RECURRING, Specs.everyMinutes(1)).next(Instant.MIN))
                .isPresent();
        assertThat(schedule(JobKind.ONE_TIME, Specs.empty()).next(Instant.MAX)).isEmpty();
    }

    @Test
    void readsCronInUtcUnlessToldOtherwise() {
        assertThat(schedule(JobKind.CRON, Specs.cron("30 9 * * *")).next(ANCHOR))
                .contains(Instant.parse("2026-03-02T09:30:00Z"));
        assertThat(schedule(JobKind.CRON, Specs.cron("30 9 * * *").zone("America/New_York"))
                        .next(ANCHOR))
                .contains(Instant.parse("2026-03-01T14:30:00Z"));
    }

    @Test
    void skipsGapsOnlyWhenToldTo() {
        // given
        Instant before = Instant.parse("2026-03-08T06:00:00Z");
        Specs specs = Specs.cron("30 2 * * *").zone("America/New_York");
        Instant made = Instant.parse("2026-03-08T07:00:00Z");

        // then
        assertThat(schedule(JobKind.CRON, specs).next(before)).contains(made);
        assertThat(schedule(JobKind.CRON, specs.dst("vixie")).next(before)).contains(made);
        assertThat(schedule(JobKind.CRON, specs.dst("skip")).next(before))
                .contains(Instant.parse("2026-03-09T06:30:00Z"));
    }

    @Test
    void catchesUpWithTheLatestWithinAnHourByDefault() {
        // given
        Schedule plain = schedule(JobKind.RECURRING, Specs.everyMinutes(1));
        Schedule told = schedule(JobKind.RECURRING, Specs.everyMinutes(1).catchUp("all", 0));

        // then
        assertThat(plain.catchUp()).isEqualTo(CatchUp.LATEST);
        assertThat(plain.catchUpWindow()).isEqualTo(Duration.ofHours(1));
        assertThat(told.catchUp()).isEqualTo(CatchUp.ALL);
        assertThat(told.catchUpWindow()).isZero();
    }

    private static Schedule schedule(JobKind kind, Specs specs) {
        return Schedule.of(kind, specs.spec(), JOB, ANCHOR);
    }
}

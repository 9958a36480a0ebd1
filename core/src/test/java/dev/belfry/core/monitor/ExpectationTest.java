package dev.belfry.core.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExpectationTest {

    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Expectation HOURLY =
            new Expectation(HeartbeatSchedule.of(3600, null, null), Duration.ofMinutes(2), null);
    private static final Expectation DAILY_AT_TWO =
            new Expectation(HeartbeatSchedule.of(null, "0 2 * * *", "Europe/Berlin"), MINUTE, null);

    @Test
    void addsIntervalAndGraceToTheLastPing() {
        assertThat(HOURLY.deadline(pinged("2026-03-16T09:00:00Z"))).isEqualTo(at("2026-03-16T10:02:00Z"));
    }

    @Test
    void expectsAPingAfterEachTickOfTheZonesClock() {
        // Berlin changes its clocks on the 29th: two o'clock does not exist, and the tick comes at three.
        assertThat(DAILY_AT_TWO.deadline(pinged("2026-03-28T01:00:10Z"))).isEqualTo(at("2026-03-29T01:01:00Z"));
        assertThat(DAILY_AT_TWO.deadline(pinged("2026-03-29T01:00:10Z"))).isEqualTo(at("2026-03-30T00:01:00Z"));
    }

    /** A client whose clock is ahead; with others this is a false alarm (healthchecks issues 236, 830 and 888). */
    @ParameterizedTest
    @CsvSource({
        "0 2 * * *,   2026-03-16T01:59:00Z, 2026-03-17T02:00:00Z",
        "0 2 * * *,   2026-03-16T01:57:00Z, 2026-03-16T02:00:00Z",
        "*/5 * * * *, 2026-03-16T01:59:40Z, 2026-03-16T02:05:00Z",
        "*/5 * * * *, 2026-03-16T01:59:20Z, 2026-03-16T02:00:00Z",
        "* * * * *,   2026-03-16T01:59:55Z, 2026-03-16T02:01:00Z",
        "* * * * *,   2026-03-16T01:59:50Z, 2026-03-16T02:00:00Z"
    })
    void takesAPingShortlyBeforeATickForThatTick(String cron, Instant ping, Instant expected) {
        assertThat(HeartbeatSchedule.of(null, cron, "UTC").expectedAfter(ping)).isEqualTo(expected);
    }

    @Test
    void givesARunTheGraceToEndIn() {
        Wait early = started("2026-03-16T09:00:00Z", "2026-03-16T09:50:00Z");
        Wait late = started("2026-03-16T09:00:00Z", "2026-03-16T10:01:00Z");

        assertThat(HOURLY.deadline(early)).isEqualTo(at("2026-03-16T09:52:00Z"));
        // Or a program that begins again and again, and never ends, would never be missed.
        assertThat(HOURLY.deadline(late)).isEqualTo(at("2026-03-16T10:02:00Z"));
    }

    @Test
    void givesARunALimitOfItsOwnInPlaceOfTheGrace() {
        Expectation slow = new Expectation(HOURLY.schedule(), MINUTE, Duration.ofHours(5));

        assertThat(slow.deadline(started("2026-03-16T09:00:00Z", "2026-03-16T10:00:30Z")))
                .isEqualTo(at("2026-03-16T15:00:30Z"));
    }

    /** The last ping came at nine, and the client's next ones at even distances. */
    @ParameterizedTest
    @CsvSource({
        // A gap that swallowed the ping of ten o'clock: the next is at eleven.
        "2026-03-16T09:59:58Z, 2026-03-16T10:00:02Z, 2026-03-16T11:02:02Z",
        // One that swallowed the ping of a client that pings every forty minutes: the next is at 10:20.
        "2026-03-16T09:39:00Z, 2026-03-16T09:41:00Z, 2026-03-16T10:24:00Z",
        // One that swallowed nothing, or a ping of many.
        "2026-03-16T09:10:00Z, 2026-03-16T09:29:00Z, 2026-03-16T10:02:00Z",
        // A whole day.
        "2026-03-16T09:10:00Z, 2026-03-17T09:10:00Z, 2026-03-17T10:12:00Z",
        // Too late: it was overdue when the gap began.
        "2026-03-16T10:02:01Z, 2026-03-16T12:00:00Z, 2026-03-16T10:02:00Z",
        // Long over when the last ping came.
        "2026-03-16T08:00:00Z, 2026-03-16T08:30:00Z, 2026-03-16T10:02:00Z"
    })
    void waitsForTheNextPingWhereAGapMayHaveSwallowedOne(Instant from, Instant to, Instant deadline) {
        assertThat(excused(HOURLY, pinged("2026-03-16T09:00:00Z"), new Gap(from, to)))
                .isEqualTo(deadline);
    }

    @Test
    void waitsAWholeIntervalForAFirstPingThatAGapMayHaveSwallowed() {
        Wait first = new Wait(at("2026-03-16T09:00:00Z"), true, null);
        Gap gap = new Gap(at("2026-03-16T09:04:00Z"), at("2026-03-16T09:05:00Z"));

        assertThat(excused(HOURLY, first, gap)).isEqualTo(at("2026-03-16T10:07:00Z"));
    }

    /** Otherwise a daily job of a Belfry that is restarted every night would never be missed. */
    @Test
    void aRestartEveryNightDoesNotHideADailyJobThatDied() {
        Expectation daily = new Expectation(HeartbeatSchedule.of(86_400, null, null), MINUTE, null);
        Gap monday = new Gap(at("2026-03-16T03:00:00Z"), at("2026-03-16T03:00:10Z"));
        Gap tuesday = new Gap(at("2026-03-17T03:00:00Z"), at("2026-03-17T03:00:10Z"));

        assertThat(excused(daily, pinged("2026-03-16T02:00:00Z"), monday, tuesday))
                .isEqualTo(at("2026-03-17T02:01:00Z"));
        assertThat(excused(DAILY_AT_TWO, pinged("2026-03-16T01:00:30Z"), monday, tuesday))
                .isEqualTo(at("2026-03-17T01:01:00Z"));
    }

    @Test
    void oneGapAfterTheOtherMovesTheDeadlineOn() {
        Gap first = new Gap(at("2026-03-16T10:00:00Z"), at("2026-03-16T10:01:00Z"));
        Gap second = new Gap(at("2026-03-16T11:03:00Z"), at("2026-03-16T11:05:00Z"));

        assertThat(excused(HOURLY, pinged("2026-03-16T09:00:00Z"), first, second))
                .isEqualTo(at("2026-03-16T12:07:00Z"));
    }

    @ParameterizedTest
    @CsvSource({
        // Between tick and grace: the next tick.
        "2026-03-17T01:00:20Z, 2026-03-17T01:00:25Z, 2026-03-18T01:01:00Z",
        // Over when the tick came: nothing can have been swallowed but a ping of a clock ahead.
        "2026-03-17T00:00:00Z, 2026-03-17T00:57:00Z, 2026-03-17T01:01:00Z",
        "2026-03-17T00:00:00Z, 2026-03-17T00:59:00Z, 2026-03-17T01:01:00Z",
        // Behind the grace.
        "2026-03-17T01:01:01Z, 2026-03-17T01:05:00Z, 2026-03-17T01:01:00Z"
    })
    void waitsForTheNextTickWhereAGapMayHaveSwallowedAPing(Instant from, Instant to, Instant deadline) {
        assertThat(excused(DAILY_AT_TWO, pinged("2026-03-16T01:00:30Z"), new Gap(from, to)))
                .isEqualTo(deadline);
    }

    @Test
    void aRunWhoseEndMayHaveBeenSwallowedCountsAsEnded() {
        // given
        Expectation slow = new Expectation(DAILY_AT_TWO.schedule(), MINUTE, Duration.ofHours(8));
        Wait running = started("2026-03-16T06:00:00Z", "2026-03-17T01:00:02Z");
        List<Gap> gap = List.of(new Gap(at("2026-03-17T04:00:00Z"), at("2026-03-17T04:10:00Z")));

        // when
        Expectation.Excused excused = slow.excused(running, gap);

        // then
        assertThat(excused.waiting()).isEqualTo(new Wait(at("2026-03-17T04:10:00Z"), false, null));
        assertThat(excused.deadline()).isEqualTo(at("2026-03-18T01:01:00Z"));
        assertThat(slow.excused(excused.waiting(), gap)).isEqualTo(excused);
    }

    private static Instant excused(Expectation expectation, Wait wait, Gap... gaps) {
        return expectation.excused(wait, List.of(gaps)).deadline();
    }

    private static Wait pinged(String at) {
        return new Wait(at(at), false, null);
    }

    private static Wait started(String anchor, String startedAt) {
        return new Wait(at(anchor), false, at(startedAt));
    }

    private static Instant at(String text) {
        return Instant.parse(text);
    }
}

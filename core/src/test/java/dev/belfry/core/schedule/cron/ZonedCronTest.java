package dev.belfry.core.schedule.cron;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.zone.ZoneRules;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Changes of clocks as tzdb has them; the expectations are counted by hand from the table in {@link ZonedCron}. */
class ZonedCronTest {

    private static final String FIXED_TIME_IN_GAP = """
            30 2 * * *     | America/New_York    | 2026-03-07T12:00 | 2026-03-08T03:00-04:00 2026-03-09T02:30-04:00 | 2:00 to 3:00
            0,30 2 * * *   | America/New_York    | 2026-03-07T12:00 | 2026-03-08T03:00-04:00 2026-03-09T02:00-04:00 | two times, one run
            0 2,3 * * *    | America/New_York    | 2026-03-07T12:00 | 2026-03-08T03:00-04:00 2026-03-09T02:00-04:00 | also matches the instant itself
            30 2,3 * * *   | America/New_York    | 2026-03-07T12:00 | 2026-03-08T03:00-04:00 2026-03-08T03:30-04:00 | made up, then its own time
            0 3 * * *      | America/New_York    | 2026-03-07T12:00 | 2026-03-08T03:00-04:00 2026-03-09T03:00-04:00 | the first time after the gap exists
            59 1 * * *     | America/New_York    | 2026-03-07T12:00 | 2026-03-08T01:59-05:00 2026-03-09T01:59-04:00 | the last time before it too
            30 2 8 3 *     | America/New_York    | 2026-01-01T00:00 | 2026-03-08T03:00-04:00 2027-03-08T02:30-05:00 | only that day
            30 2 * * 0     | Europe/Berlin       | 2026-03-28T12:00 | 2026-03-29T03:00+02:00 2026-04-05T02:30+02:00 | 2:00 to 3:00
            15 2 * * *     | Australia/Lord_Howe | 2026-10-03T12:00 | 2026-10-04T02:30+11:00 2026-10-05T02:15+11:00 | half an hour: 2:00 to 2:30
            30 2 * * *     | Australia/Lord_Howe | 2026-10-03T12:00 | 2026-10-04T02:30+11:00 2026-10-05T02:30+11:00 | exists: once
            0 3 * * *      | Pacific/Chatham     | 2026-09-26T12:00 | 2026-09-27T03:45+13:45 2026-09-28T03:00+13:45 | 2:45 to 3:45
            30 1,2 * * *   | Antarctica/Troll    | 2026-03-28T12:00 | 2026-03-29T03:00+02:00 2026-03-30T01:30+02:00 | two hours: 1:00 to 3:00
            0 0 * * *      | Africa/Cairo        | 2026-04-23T12:00 | 2026-04-24T01:00+03:00 2026-04-25T00:00+03:00 | midnight is missing
            0 0 * * *      | Asia/Beirut         | 2026-03-28T12:00 | 2026-03-29T01:00+03:00 2026-03-30T00:00+03:00 | midnight is missing
            30 9 * * *     | Pacific/Apia        | 2011-12-29T12:00 | 2011-12-31T00:00+14:00 2011-12-31T09:30+14:00 | 30 December is missing
            0 0 * * *      | Pacific/Apia        | 2011-12-29T12:00 | 2011-12-31T00:00+14:00 2012-01-01T00:00+14:00 | midnight is missing and matches after
            30 9 30 12 *   | Pacific/Apia        | 2011-01-01T00:00 | 2011-12-31T00:00+14:00 2012-12-30T09:30+14:00 | its only day of the year
            30 9 29 12 *   | Pacific/Apia        | 2011-01-01T00:00 | 2011-12-29T09:30-10:00 2012-12-29T09:30+14:00 | its day exists
            """;

    @ParameterizedTest(name = "{0} in {1}: {4}")
    @CsvSource(delimiter = '|', textBlock = FIXED_TIME_IN_GAP)
    void makesUpAFixedTimeOnceAfterAGap(String text, String zone, LocalDateTime from, String expected, String source) {
        assertThat(ticks(text, zone, false, from, expected)).as(source).isEqualTo(instants(expected));
    }

    @ParameterizedTest(name = "{0} in {1}: {4}")
    @CsvSource(delimiter = '|', textBlock = """
                    30 2 * * *   | America/New_York | 2026-03-07T12:00 | 2026-03-09T02:30-04:00 2026-03-10T02:30-04:00 | lost
                    0 2,3 * * *  | America/New_York | 2026-03-07T12:00 | 2026-03-08T03:00-04:00 2026-03-09T02:00-04:00 | its own time stays
                    0 0 * * *    | Africa/Cairo     | 2026-04-23T12:00 | 2026-04-25T00:00+03:00 2026-04-26T00:00+03:00 | lost
                    30 9 * * *   | Pacific/Apia     | 2011-12-29T12:00 | 2011-12-31T09:30+14:00 2012-01-01T09:30+14:00 | a whole day lost
                    30 1 * * *   | America/New_York | 2026-10-31T12:00 | 2026-11-01T01:30-04:00 2026-11-02T01:30-05:00 | overlaps as ever
                    """)
    void losesAFixedTimeInAGapWhenToldToSkip(
            String text, String zone, LocalDateTime from, String expected, String source) {
        assertThat(ticks(text, zone, true, from, expected)).as(source).isEqualTo(instants(expected));
    }

    @ParameterizedTest(name = "{0} in {1}: {4}")
    @CsvSource(delimiter = '|', textBlock = """
                    30 1 * * *   | America/New_York    | 2026-10-31T12:00 | 2026-11-01T01:30-04:00 2026-11-02T01:30-05:00 | 2:00 to 1:00
                    0 1 * * *    | America/New_York    | 2026-10-31T12:00 | 2026-11-01T01:00-04:00 2026-11-02T01:00-05:00 | the first doubled time
                    0 2 * * *    | America/New_York    | 2026-10-31T12:00 | 2026-11-01T02:00-05:00 2026-11-02T02:00-05:00 | the first single time
                    0 0-23 * * * | America/New_York    | 2026-11-01T00:30 | 2026-11-01T01:00-04:00 2026-11-01T02:00-05:00 | a range is a fixed time
                    45 1 * * *   | Australia/Lord_Howe | 2026-04-04T12:00 | 2026-04-05T01:45+11:00 2026-04-06T01:45+10:30 | 2:00 to 1:30
                    0 3 * * *    | Pacific/Chatham     | 2026-04-04T12:00 | 2026-04-05T03:00+13:45 2026-04-06T03:00+12:45 | 3:45 to 2:45
                    30 1,2 * * * | Antarctica/Troll    | 2026-10-24T12:00 | 2026-10-25T01:30+02:00 2026-10-25T02:30+02:00 2026-10-26T01:30+00:00 | 3:00 to 1:00
                    30 23 * * *  | Africa/Cairo        | 2026-10-29T12:00 | 2026-10-29T23:30+03:00 2026-10-30T23:30+02:00 | 24:00 to 23:00
                    """)
    void runsAFixedTimeOnceWhenItIsDoubled(
            String text, String zone, LocalDateTime from, String expected, String source) {
        assertThat(ticks(text, zone, false, from, expected)).as(source).isEqualTo(instants(expected));
    }

    @ParameterizedTest(name = "{0} in {1}: {4}")
    @CsvSource(delimiter = '|', textBlock = """
                    30 * * * *   | America/New_York    | 2026-03-08T01:00 | 2026-03-08T01:30-05:00 2026-03-08T03:30-04:00 | nothing is made up
                    30 */2 * * * | America/New_York    | 2026-03-08T00:00 | 2026-03-08T00:30-05:00 2026-03-08T04:30-04:00 | a step on a star is a wildcard
                    30 * * * *   | America/New_York    | 2026-11-01T01:00 | 2026-11-01T01:30-04:00 2026-11-01T01:30-05:00 2026-11-01T02:30-05:00 | both passes
                    30 *,5 * * * | America/New_York    | 2026-11-01T01:00 | 2026-11-01T01:30-04:00 2026-11-01T01:30-05:00 | begins with a star
                    45 * * * *   | Australia/Lord_Howe | 2026-04-05T01:00 | 2026-04-05T01:45+11:00 2026-04-05T01:45+10:30 2026-04-05T02:45+10:30 | both passes
                    15 * * * *   | Australia/Lord_Howe | 2026-10-04T01:00 | 2026-10-04T01:15+10:30 2026-10-04T03:15+11:00 | 2:15 does not exist
                    0 */2 * * *  | Antarctica/Troll    | 2026-10-25T01:30 | 2026-10-25T02:00+02:00 2026-10-25T02:00+00:00 2026-10-25T04:00+00:00 | 3:00 to 1:00
                    0 */12 * * * | Pacific/Apia        | 2011-12-29T11:00 | 2011-12-29T12:00-10:00 2011-12-31T00:00+14:00 | nothing is made up
                    """)
    void letsAWildcardHourFollowTheWallClock(
            String text, String zone, LocalDateTime from, String expected, String source) {
        assertThat(ticks(text, zone, false, from, expected)).as(source).isEqualTo(instants(expected));
    }

    @Test
    void looksStrictlyAfterAnInstant() {
        // given
        ZonedCron cron = cron("0 * * * *", "UTC", false);

        // then
        assertThat(cron.next(Instant.parse("2026-01-01T00:00:00Z"))).isEqualTo("2026-01-01T01:00:00Z");
        assertThat(cron.next(Instant.parse("2025-12-31T23:59:59.999999999Z"))).isEqualTo("2026-01-01T00:00:00Z");
        assertThat(cron.next(Instant.parse("2026-01-01T00:00:00.000000001Z"))).isEqualTo("2026-01-01T01:00:00Z");
    }

    @Test
    void staysBetween1970And9999() {
        // given
        ZonedCron cron = cron("0 0 1 1 *", "UTC", false);

        // then
        assertThat(cron.next(Instant.MIN)).isEqualTo("1970-01-01T00:00:00Z");
        assertThat(cron.next(Instant.parse("9998-01-01T00:00:00Z"))).isEqualTo("9999-01-01T00:00:00Z");
        assertThat(cron.next(Instant.parse("9999-01-01T00:00:00Z"))).isNull();
        assertThat(cron.next(Instant.MAX)).isNull();
    }

    @Test
    void keepsLeapDaysOverTheCenturyInAZoneWithDaylightSaving() {
        assertThat(cron("30 2 29 2 *", "America/New_York", false).next(Instant.parse("2096-03-01T00:00:00Z")))
                .isEqualTo("2104-02-29T07:30:00Z");
    }

    private static List<Instant> ticks(
            String text, String zone, boolean skipsGaps, LocalDateTime from, String expected) {
        ZonedCron cron = cron(text, zone, skipsGaps);
        List<Instant> ticks = new ArrayList<>();
        Instant tick = from.toInstant(cron.rules().getOffset(from));
        for (int count = instants(expected).size(); count > 0; count--) {
            tick = Objects.requireNonNull(cron.next(tick));
            ticks.add(tick);
        }
        return ticks;
    }

    private static ZonedCron cron(String text, String zone, boolean skipsGaps) {
        ZoneRules rules = TimeZones.rules(zone).orElseThrow();
        return new ZonedCron(Objects.requireNonNull(CronReading.of(text).expression()), rules, skipsGaps);
    }

    private static List<Instant> instants(String text) {
        return Arrays.stream(text.split(" "))
                .map(instant -> OffsetDateTime.parse(instant).toInstant())
                .toList();
    }
}

package dev.belfry.core.schedule.cron;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CronExpressionTest {

    private static final long END = LocalDateTime.parse("9999-12-31T23:59:59").toEpochSecond(ZoneOffset.UTC);

    @ParameterizedTest(name = "{0} from {1}: {2} ({3})")
    @CsvSource(delimiter = '|', textBlock = """
                    30 9 * * 1-5    | 2026-03-06T09:31 | 2026-03-09T09:30 | Friday evening to Monday
                    30 9 * * 1-5    | 2026-03-06T09:30 | 2026-03-06T09:30 | the start counts
                    */5 * * * *     | 2026-12-31T23:56 | 2027-01-01T00:00 | over the end of a year
                    0 0 29 2 *      | 2096-03-01T00:00 | 2104-02-29T00:00 | 2100 is no leap year
                    0 0 29 2 *      | 1999-01-01T00:00 | 2000-02-29T00:00 | 2000 is one
                    0 0 31 * *      | 2026-04-01T00:00 | 2026-05-31T00:00 | April has 30 days
                    0 0 13 * 5      | 2026-02-01T00:00 | 2026-02-06T00:00 | Vixie cron: either day field
                    0 0 13 * 5      | 2026-02-07T00:00 | 2026-02-13T00:00 | Vixie cron: both at once
                    0 0 13 * 5      | 2026-04-11T00:00 | 2026-04-13T00:00 | Vixie cron: either day field
                    0 0 */1 * 1     | 2026-02-03T00:00 | 2026-02-03T00:00 | anything but a bare star restricts
                    0 0 * * 1       | 2026-02-03T00:00 | 2026-02-09T00:00 | a bare star does not
                    0 0 1-7 * */1   | 2026-02-20T00:00 | 2026-02-20T00:00 | anything but a bare star restricts
                    0 0 31 2 1      | 2026-02-03T00:00 | 2026-02-09T00:00 | the weekday alone can match
                    59 23 31 12 *   | 2026-12-31T23:59 | 2026-12-31T23:59 | all maxima
                    0 0 1 1 0       | 2026-12-30T00:00 | 2027-01-01T00:00 | New Year or a January Sunday
                    0 12 * 2 7      | 2026-02-28T00:00 | 2027-02-07T12:00 | 7 is Sunday
                    15 10 * * *     | 2026-06-15T10:15:01 | 2026-06-16T10:15 | a second late is a day late
                    """)
    void findsTheNextTimeOnTheWallClock(String text, LocalDateTime from, LocalDateTime expected, String source) {
        // given
        CronExpression expression = Objects.requireNonNull(CronReading.of(text).expression());

        // when
        long found = expression.next(from.toEpochSecond(ZoneOffset.UTC), END);

        // then
        assertThat(LocalDateTime.ofEpochSecond(found, 0, ZoneOffset.UTC))
                .as(source)
                .isEqualTo(expected);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', textBlock = """
                    30 9 * * 1-5            | At 09:30, Monday through Friday
                    0 0 * * *               | At 00:00, every day
                    0 9 * * 6-7             | At 09:00, on Saturday and Sunday
                    0,20,40 3 * * SUN       | At 03:00, 03:20 and 03:40, on Sunday
                    * * * * *               | Every minute
                    */5 * * * *             | Every 5 minutes
                    */15 9-17 * * MON-FRI   | Every 15 minutes, in hours 9 through 17, Monday through Friday
                    */35 * * * *            | At minutes 0 and 35 past every hour
                    5 * * * *               | At minute 5 past every hour
                    @hourly                 | Every hour
                    0 */2 * * *             | Every 2 hours
                    15 */2 * * *            | At minute 15 past the hour, in every 2nd hour from 0
                    0 0 1,15 * 1            | At 00:00, on days 1 and 15 of the month or on Monday
                    0 0 * * */2             | At 00:00, on Sunday, Tuesday, Thursday and Saturday
                    0 0 29 2 *              | At 00:00, on day 29 of the month, in February
                    0 0 1 1-3 *             | At 00:00, on day 1 of the month, in January through March
                    0 0 * * 0-7             | At 00:00, on any day of the week
                    """)
    void describesItselfInEnglish(String text, String description) {
        assertThat(Objects.requireNonNull(CronReading.of(text).expression()).description())
                .isEqualTo(description);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', textBlock = """
                    */35 * * * *    | uneven_step
                    0-59/7 * * * *  | uneven_step
                    0 */5 * * *     | uneven_step
                    0 0 */2 * *     | uneven_step
                    0 0 * */5 *     | uneven_step
                    0 0 * * */2     | uneven_step
                    0 0 1 * 1       | day_fields_or
                    0 0 */2 * 1     | day_fields_or uneven_step
                    */15 */6 * */3 * | ''
                    0 0 */31 * *    | ''
                    10-50/20 9-17/3 * * * | ''
                    0 0 1 * *       | ''
                    """)
    void warnsOfWhatMaySurprise(String text, String codes) {
        assertThat(Objects.requireNonNull(CronReading.of(text).expression()).surprises())
                .extracting(CronRemark::code)
                .isEqualTo(codes.isEmpty() ? List.of() : List.of(codes.split(" ")));
    }
}

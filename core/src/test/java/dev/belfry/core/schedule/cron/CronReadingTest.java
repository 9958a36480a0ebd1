package dev.belfry.core.schedule.cron;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CronReadingTest {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource(delimiter = '|', textBlock = """
                    @hourly                    | 0 * * * *
                    @daily                     | 0 0 * * *
                    @midnight                  | 0 0 * * *
                    @weekly                    | 0 0 * * 0
                    @monthly                   | 0 0 1 * *
                    @yearly                    | 0 0 1 1 *
                    @annually                  | 0 0 1 1 *
                    0 0 * * 7                  | 0 0 * * 0
                    0 0 * * 5-7                | 0 0 * * 0,5,6
                    0 0 * * 0-7                | 0 0 * * 0,1,2,3,4,5,6
                    0 0 * * SUN                | 0 0 * * 0
                    0 0 * * SUN-TUE            | 0 0 * * 0-2
                    0 0 * * SAT-SUN            | 0 0 * * 6,0
                    0 0 * * SUN-SUN            | 0 0 * * 0
                    0 0 * * SUN-SAT            | 0 0 * * 0-6
                    0 0 * * mon,Wed,FRI        | 0 0 * * 1,3,5
                    0 0 1 jan-Mar,DEC *        | 0 0 1 1,2,3,12 *
                    */15 * * * *               | 0,15,30,45 * * * *
                    */35 * * * *               | 0,35 * * * *
                    10-50/20 * * * *           | 10,30,50 * * * *
                    5-5 * * * *                | 5 * * * *
                    05 09 * * *                | 5 9 * * *
                    0 0 */31 * *               | 0 0 1 * *
                    0 0 * * 0-7/7              | 0 0 * * 0
                    59 23 31 12 *              | 59-59 23-23 31-31 DEC-DEC *
                    *,5 * * * *                | 0-59 * * * *
                    """)
    void readsTwoWritingsAsTheSame(String text, String plain) {
        assertThat(ticks(text)).isEqualTo(ticks(plain));
    }

    @Test
    void allowsBlanksAroundAndBetweenTheFields() {
        assertThat(ticks(" \t0  9\t* * 1 ")).isEqualTo(ticks("0 9 * * 1"));
    }

    @ParameterizedTest(name = "{0}: {1}, {2}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    60 * * * *           | minute (field 1 of 5)       | 60 is outside 0-59
                    * 24 * * *           | hour (field 2 of 5)         | 24 is outside 0-23
                    * * 0 * *            | day of month (field 3 of 5) | 0 is outside 1-31
                    * * 32 * *           | day of month (field 3 of 5) | 32 is outside 1-31
                    * * * 0 *            | month (field 4 of 5)        | 0 is outside 1-12
                    * * * 13 *           | month (field 4 of 5)        | 13 is outside 1-12
                    * * * * 8            | day of week (field 5 of 5)  | 8 is outside 0-7
                    5-60 * * * *         | minute (field 1 of 5)       | 60 is outside 0-59
                    005 * * * *          | minute (field 1 of 5)       | 005 is outside 0-59
                    99999999999 * * * *  | minute (field 1 of 5)       | 99999999999 is outside 0-59
                    * 22-2 * * *         | hour (field 2 of 5)         | the range "22-2" runs backwards
                    * * * * FRI-MON      | day of week (field 5 of 5)  | the range "FRI-MON" runs backwards
                    * * * NOV-FEB *      | month (field 4 of 5)        | the range "NOV-FEB" runs backwards
                    0/15 * * * *         | minute (field 1 of 5)       | a step needs * or a range before it, not 0
                    * * * MAR/2 *        | month (field 4 of 5)        | a step needs * or a range before it, not MAR
                    */0 * * * *          | minute (field 1 of 5)       | the step 0 is outside 1-59
                    1-5/0 * * * *        | minute (field 1 of 5)       | the step 0 is outside 1-59
                    */60 * * * *         | minute (field 1 of 5)       | the step 60 is outside 1-59
                    */99999999999 * * * * | minute (field 1 of 5)      | the step 99999999999 is outside 1-59
                    */ * * * *           | minute (field 1 of 5)       | the step "" is not a number
                    */x * * * *          | minute (field 1 of 5)       | the step "x" is not a number
                    */2/3 * * * *        | minute (field 1 of 5)       | "*/2/3" has more than one step
                    /5 * * * *           | minute (field 1 of 5)       | a value is missing
                    1- * * * *           | minute (field 1 of 5)       | a value is missing
                    -1 * * * *           | minute (field 1 of 5)       | a value is missing
                    1-2-3 * * * *        | minute (field 1 of 5)       | "1-2-3" is not a range
                    1,,2 * * * *         | minute (field 1 of 5)       | an item of the list is empty
                    1, * * * *           | minute (field 1 of 5)       | an item of the list is empty
                    * * ? * *            | day of month (field 3 of 5) | ?, L, W and # are not supported
                    * * L * *            | day of month (field 3 of 5) | ?, L, W and # are not supported
                    * * 15W * *          | day of month (field 3 of 5) | ?, L, W and # are not supported
                    * * LW * *           | day of month (field 3 of 5) | ?, L, W and # are not supported
                    * * L-3 * *          | day of month (field 3 of 5) | ?, L, W and # are not supported
                    * * * * 5L           | day of week (field 5 of 5)  | ?, L, W and # are not supported
                    * * * * 5#2          | day of week (field 5 of 5)  | ?, L, W and # are not supported
                    * * * * FRI#2        | day of week (field 5 of 5)  | ?, L, W and # are not supported
                    * * * * XYZ          | day of week (field 5 of 5)  | "XYZ" is not a value of this field
                    * * * * MONDAY       | day of week (field 5 of 5)  | "MONDAY" is not a value of this field
                    * * * * JAN          | day of week (field 5 of 5)  | "JAN" is not a value of this field
                    * * MON * *          | day of month (field 3 of 5) | "MON" is not a value of this field
                    +5 * * * *           | minute (field 1 of 5)       | "+5" is not a value of this field
                    1.5 * * * *          | minute (field 1 of 5)       | "1.5" is not a value of this field
                    """)
    void refusesNamingFieldAndReason(String text, String place, String reason) {
        // when
        CronReading reading = CronReading.of(text);

        // then
        assertThat(reading.expression()).isNull();
        assertThat(reading.problems()).singleElement().satisfies(problem -> {
            assertThat(problem.code()).isEqualTo("cron_syntax");
            assertThat(problem.message()).startsWith(place).contains(reason, "Allowed are ");
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\u0663 * * * *",
                "* * * * \u017fat",
                "\u2003* * * * *",
                "* * * * *\n",
                "* * * * *\0",
                "*|* * * * *",
                "0 0 1||2 * *"
            })
    void refusesCharactersThatOnlyLookRight(String text) {
        assertThat(CronReading.of(text).problems())
                .singleElement()
                .extracting(CronRemark::code)
                .isEqualTo("cron_syntax");
    }

    @Test
    void tellsWhatEachFieldAllows() {
        assertThat(CronReading.of("x x x x x").problems())
                .extracting(CronRemark::message)
                .satisfiesExactly(
                        minute -> assertThat(minute).contains("Allowed are 0-59,"),
                        hour -> assertThat(hour).contains("Allowed are 0-23,"),
                        date -> assertThat(date).contains("Allowed are 1-31,"),
                        month -> assertThat(month).contains("Allowed are 1-12 or JAN-DEC,"),
                        weekday -> assertThat(weekday).contains("Allowed are 0-7 or SUN-SAT (0 and 7 are Sunday),"));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', textBlock = """
                    ''            | the expression has 0 fields; needed are five
                    '  '          | the expression has 0 fields; needed are five
                    *             | the expression has 1 field; needed are five
                    * * * *       | the expression has 4 fields; needed are five
                    0 * * * * *   | the expression has 6 fields; needed are five
                    1 - 5 * * * * | the expression has 7 fields; needed are five
                    @reboot       | "@reboot" is not supported; allowed are @annually, @daily,
                    @every 5m     | "@every 5m" is not supported
                    @DAILY        | "@DAILY" is not supported
                    @             | "@" is not supported
                    """)
    void refusesWhatIsNotFiveFieldsOrAMacro(String text, String message) {
        assertThat(CronReading.of(text).problems()).singleElement().satisfies(problem -> {
            assertThat(problem.code()).isEqualTo("cron_syntax");
            assertThat(problem.message()).startsWith(message);
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"0 0 31 2 *", "0 0 30,31 FEB *", "0 0 31 4,6,9,11 *", "0 0 31 2-11/9,4 *"})
    void refusesDaysThatNoYearHas(String text) {
        assertThat(CronReading.of(text).problems()).singleElement().satisfies(problem -> {
            assertThat(problem.code()).isEqualTo("never_matches");
            assertThat(problem.message()).startsWith("the expression can never match");
        });
    }

    @Test
    void acceptsAnImpossibleDateThatAWeekdayReplaces() {
        assertThat(ticks("0 0 31 2 MON")).isEqualTo(ticks("0 0 * 2 MON"));
    }

    @Test
    void refusesLongTextUnread() {
        String longest = "0,".repeat(123) + "0 * * * *";
        assertThat(longest).hasSize(255);
        assertThat(CronReading.of(longest + " ").problems()).isEmpty();
        assertThat(CronReading.of(longest + "  ").problems())
                .containsExactly(
                        new CronRemark("too_long", "the expression has 257 characters; at most 256 are allowed"));
    }

    private static List<Instant> ticks(String text) {
        CronReading reading = CronReading.of(text);
        assertThat(reading.problems()).as(text).isEmpty();
        ZonedCron cron = new ZonedCron(Objects.requireNonNull(reading.expression()), ZoneOffset.UTC.getRules(), false);
        List<Instant> ticks = new ArrayList<>();
        for (Instant tick = cron.next(START); tick != null && ticks.size() < 500; tick = cron.next(tick)) {
            ticks.add(tick);
        }
        return ticks;
    }
}

package dev.belfry.core.schedule.cron;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.time.Instant;
import java.time.zone.ZoneRules;
import java.time.zone.ZoneRulesProvider;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Any text, and the runs of what can be read, each within 50 ms. Counted is the processor's time: what another program on
 * the machine takes is no part of the answer.
 */
class CronFuzzTest {

    private static final int TRIES = 50_000;
    private static final int RUNS = 3;
    private static final Duration SLOWEST = Duration.ofMillis(50);
    private static final Instant EARLIEST = Instant.parse("1970-01-01T00:00:00Z");
    private static final int DAYS = 366 * 600;

    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    private final Random random = new Random(4);
    private final List<String> zones =
            ZoneRulesProvider.getAvailableZoneIds().stream().sorted().toList();

    /** The first expression of a process loads the parser. */
    @BeforeAll
    static void readOne() {
        assertThat(CronReading.of("0 12 * * MON-FRI").expression()).isNotNull();
        assertThat(CronReading.of("0 12 31 2 x").problems()).isNotEmpty();
    }

    @Test
    void acceptsDamagedExpressionsExactlyWhenTheGrammarDoes() {
        compareWithTheGrammar(new RandomCron(1)::mutated);
    }

    @Test
    void answersNoiseOfAnyKind() {
        compareWithTheGrammar(new RandomCron(2)::noise);
    }

    private void compareWithTheGrammar(Supplier<String> texts) {
        for (int i = 0; i < TRIES; i++) {
            String text = texts.get();
            CronReading reading = timed(text, () -> CronReading.of(text));
            boolean neverMatches = reading.problems().stream()
                    .anyMatch(problem -> problem.code().equals("never_matches"));
            assertThat(reading.expression() != null || neverMatches).as(text).isEqualTo(isInGrammar(text));
            assertThat(reading.problems().isEmpty()).as(text).isEqualTo(reading.expression() != null);
            if (reading.expression() != null) {
                assertRunsAreFoundQuickly(text, reading.expression());
            }
        }
    }

    private void assertRunsAreFoundQuickly(String text, CronExpression expression) {
        ZoneRules rules = ZoneRulesProvider.getRules(zones.get(random.nextInt(zones.size())), false);
        ZonedCron cron = new ZonedCron(expression, rules, random.nextInt(4) == 0);
        Instant run = EARLIEST.plus(Duration.ofDays(random.nextInt(DAYS)));
        for (int i = 0; i < RUNS; i++) {
            Instant after = run;
            run = timed(text, () -> cron.next(after));
            // Asked so often that describing each would take longer than finding it.
            if (!run.isAfter(after)) {
                fail("%s after %s runs at %s", text, after, run);
            }
        }
    }

    /** Days that few years have, and the ends of time. */
    @ParameterizedTest(name = "{0} in {1} after {2}")
    @CsvSource(
            delimiter = '|',
            nullValues = "never",
            value = {
                "0 0 29 2 *     | UTC              | 2096-02-29T00:00:00Z | 2104-02-29T00:00:00Z",
                "0 0 29 2 *     | UTC              | 1896-01-01T00:00:00Z | 1972-02-29T00:00:00Z",
                "0 0 29 2 *     | UTC              | 9996-02-29T00:00:00Z | never",
                "0 0 29 2 *     | Pacific/Chatham  | 2396-03-01T00:00:00Z | 2400-02-28T10:15:00Z",
                "59 23 31 12 *  | UTC              | 9999-12-31T23:58:59Z | 9999-12-31T23:59:00Z",
                "59 23 31 12 *  | UTC              | 9999-12-31T23:59:00Z | never",
                "0 0 31 1,3,5 * | Antarctica/Troll | 2026-01-31T00:00:00Z | 2026-03-30T22:00:00Z",
                "* * * * *      | Asia/Kathmandu   | -999999999-01-01T00:00:00Z | 1970-01-01T00:00:00Z",
            })
    void findsRareRunsQuickly(String text, String zone, Instant after, @Nullable Instant expected) {
        CronExpression expression = CronReading.of(text).expression();
        ZonedCron cron = new ZonedCron(expression, ZoneRulesProvider.getRules(zone, false), false);
        assertThat(timed(text, () -> cron.next(after))).isEqualTo(expected);
    }

    /** No year has such a day: told at once, instead of looking for it to the end of time. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"0 0 30 2 *", "0 0 31 2 *", "* * 30,31 2 *", "*/7 3-5 31 2,4,6,9,11 *", "0 0 30-31 FEB *"})
    void seesQuicklyThatADayNeverComes(String text) {
        assertThat(timed(text, () -> CronReading.of(text)).problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem.code()).isEqualTo("never_matches"));
    }

    private <T> @Nullable T timed(String what, Supplier<@Nullable T> work) {
        long before = threads.getCurrentThreadCpuTime();
        T result = work.get();
        Duration took = Duration.ofNanos(threads.getCurrentThreadCpuTime() - before);
        if (took.compareTo(SLOWEST) > 0) {
            fail("%s took %s", what, took);
        }
        return result;
    }

    private static boolean isInGrammar(String text) {
        if (text.length() > CronReading.MAX_LENGTH) {
            return false;
        }
        try {
            new NaiveCron(text);
            return true;
        } catch (IllegalArgumentException refusal) {
            return false;
        }
    }
}

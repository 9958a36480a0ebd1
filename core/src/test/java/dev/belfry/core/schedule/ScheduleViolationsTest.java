package dev.belfry.core.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ScheduleViolationsTest {

    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final UUID JOB = new UUID(1, 2);

    @Test
    void acceptsEachKindWithItsFields() {
        assertThat(codes(
                        JobKind.CRON,
                        Specs.cron("30 9 * * 1-5")
                                .zone("Europe/Berlin")
                                .dst("skip")
                                .jitter(3600)))
                .isEmpty();
        assertThat(codes(JobKind.RECURRING, Specs.everyMinutes(1440).catchUp("none", 0)))
                .isEmpty();
        assertThat(codes(JobKind.SCHEDULED, Specs.at("2026-01-01T00:00:00.001Z").catchUp("all", 2_592_000)))
                .isEmpty();
        assertThat(codes(JobKind.ONE_TIME, Specs.empty().jitter(0).catchUp("latest", null)))
                .isEmpty();
    }

    @Test
    void requiresTheTimingFieldOfTheKind() {
        assertThat(codes(JobKind.CRON, Specs.empty())).containsExactly("schedule.cron required null");
        assertThat(codes(JobKind.RECURRING, Specs.empty())).containsExactly("schedule.every_n_minutes required null");
        assertThat(codes(JobKind.SCHEDULED, Specs.empty())).containsExactly("schedule.run_at required null");
        assertThat(codes(JobKind.ONE_TIME, Specs.empty())).isEmpty();
    }

    @Test
    void refusesFieldsOfOtherKinds() {
        // given
        ScheduleSpec all = new ScheduleSpec(
                "* * * * *", 5, Instant.parse("2027-01-01T00:00:00Z"), "UTC", "vixie", null, null, null, null, null);
        String cron = "schedule.cron not_allowed * * * * *";
        String timezone = "schedule.timezone not_allowed UTC";
        String dst = "schedule.dst not_allowed vixie";
        String interval = "schedule.every_n_minutes not_allowed 5";
        String runAt = "schedule.run_at not_allowed 2027-01-01T00:00:00Z";

        // then
        assertThat(codes(JobKind.CRON, all)).containsExactly(interval, runAt);
        assertThat(codes(JobKind.RECURRING, all)).containsExactly(cron, timezone, dst, runAt);
        assertThat(codes(JobKind.SCHEDULED, all)).containsExactly(cron, timezone, dst, interval);
        assertThat(codes(JobKind.ONE_TIME, all)).containsExactly(cron, timezone, dst, interval, runAt);
    }

    @Test
    void tellsEverythingThatIsWrongAtOnce() {
        // given
        ScheduleSpec spec = new ScheduleSpec(
                "60 24 * * *",
                null,
                null,
                "GMT+5",
                "never",
                3601,
                Instant.parse("2027-01-01T00:00:00Z"),
                Instant.parse("2026-06-01T00:00:00Z"),
                "Latest",
                2_592_001);

        // then
        assertThat(codes(JobKind.CRON, spec))
                .containsExactlyInAnyOrder(
                        "schedule.cron cron_syntax 60 24 * * *",
                        "schedule.cron cron_syntax 60 24 * * *",
                        "schedule.timezone unknown_timezone GMT+5",
                        "schedule.dst unknown_value never",
                        "schedule.jitter_seconds range 3601",
                        "schedule.ends_at order 2026-06-01T00:00:00Z",
                        "schedule.catch_up unknown_value Latest",
                        "schedule.catch_up_window_seconds range 2592001");
    }

    @Test
    void holdsNumbersToTheirRanges() {
        assertThat(codes(JobKind.RECURRING, Specs.everyMinutes(0))).containsExactly("schedule.every_n_minutes range 0");
        assertThat(codes(JobKind.RECURRING, Specs.everyMinutes(1441)))
                .containsExactly("schedule.every_n_minutes range 1441");
        assertThat(codes(JobKind.ONE_TIME, Specs.empty().jitter(-1)))
                .containsExactly("schedule.jitter_seconds range -1");
        assertThat(codes(JobKind.ONE_TIME, Specs.empty().catchUp(null, -1)))
                .containsExactly("schedule.catch_up_window_seconds range -1");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "1969-12-31T23:59:59.999999999Z, false",
        "1970-01-01T00:00:00Z, true",
        "9999-12-31T23:59:59.999999999Z, true",
        "+10000-01-01T00:00:00Z, false",
        "-1000000000-01-01T00:00:00Z, false",
        "+1000000000-12-31T23:59:59.999999999Z, false"
    })
    void holdsInstantsToTheYearsFrom1970To9999(String instant, boolean legal) {
        // given
        List<String> all = List.of(
                "schedule.run_at range " + instant,
                "schedule.starts_at range " + instant,
                "schedule.ends_at range " + instant);

        // when
        List<String> found = Stream.of(
                        codes(JobKind.SCHEDULED, Specs.at(instant)),
                        codes(JobKind.ONE_TIME, Specs.empty().between(instant, null)),
                        codes(JobKind.ONE_TIME, Specs.empty().between(null, instant)))
                .flatMap(List::stream)
                .filter(line -> line.contains(" range "))
                .toList();

        // then
        assertThat(found).isEqualTo(legal ? List.of() : all);
    }

    @Test
    void wantsRunAtInTheFuture() {
        assertThat(codes(JobKind.SCHEDULED, Specs.at("2026-01-01T00:00:00Z")))
                .containsExactly("schedule.run_at future 2026-01-01T00:00:00Z");
    }

    @Test
    void answersAlsoWhenTheClockIsAbsurd() {
        Specs bounded = Specs.cron("0 0 1 1 *").between("2027-01-01T00:00:00Z", null);
        assertThat(Schedule.violations(JobKind.CRON, bounded.spec(), Instant.MIN))
                .isEmpty();
        assertThat(Schedule.violations(JobKind.CRON, bounded.spec(), Instant.MAX))
                .hasSize(1);
    }

    @Test
    void wantsStartsAtBeforeEndsAt() {
        assertThat(codes(JobKind.CRON, Specs.cron("* * * * *").between("2027-01-01T00:00:00Z", "2027-01-01T00:00:00Z")))
                .containsExactly("schedule.ends_at order 2027-01-01T00:00:00Z");
    }

    @ParameterizedTest(name = "{0} between {1} and {2}: {3}")
    @CsvSource(delimiter = '|', textBlock = """
                    0 0 29 2 * | 2026-01-01T00:00:00Z | 2027-12-31T00:00:00Z | false
                    0 0 29 2 * | 2026-01-01T00:00:00Z | 2028-02-29T00:00:00Z | true
                    0 0 29 2 * | 2028-02-29T00:00:00Z | 2028-03-01T00:00:00Z | true
                    0 9 * * *  | 2026-05-01T09:00:01Z | 2026-05-02T08:59:59Z | false
                    0 9 * * *  |                      | 2025-12-31T00:00:00Z | false
                    0 9 * * *  | 9999-12-31T10:00:00Z |                      | false
                    """)
    void refusesBoundsThatLeaveNoRun(String cron, String startsAt, String endsAt, boolean legal) {
        // when
        List<String> codes = codes(JobKind.CRON, Specs.cron(cron).between(startsAt, endsAt));

        // then
        String field = endsAt != null ? "ends_at never_matches " + endsAt : "starts_at never_matches " + startsAt;
        assertThat(codes).isEqualTo(legal ? List.of() : List.of("schedule." + field));
    }

    @Test
    void refusesBoundsThatLeaveNoRunOfTheOtherKinds() {
        String past = "2025-01-01T00:00:00Z";
        String next = "2026-01-01T01:00:00Z";
        assertThat(codes(JobKind.RECURRING, Specs.everyMinutes(60).between(null, next)))
                .isEmpty();
        assertThat(codes(JobKind.RECURRING, Specs.everyMinutes(61).between(null, next)))
                .hasSize(1);
        assertThat(codes(JobKind.SCHEDULED, Specs.at(next).between(next, null))).isEmpty();
        assertThat(codes(JobKind.SCHEDULED, Specs.at(next).between(null, past))).hasSize(1);
        assertThat(codes(JobKind.ONE_TIME, Specs.empty().between(past, next))).isEmpty();
        assertThat(codes(JobKind.ONE_TIME, Specs.empty().between(next, null))).hasSize(1);
    }

    @Test
    void tellsWhatIsAllowed() {
        assertThat(messages(
                        JobKind.CRON,
                        Specs.cron("* * * * *").zone("gmt").dst("x").catchUp("y", -1)))
                .containsExactlyInAnyOrder(
                        "timezone must be an IANA name in its exact spelling, such as Europe/Berlin or UTC; \"gmt\" is none"
                                + " that is known here",
                        "dst must be one of vixie, skip, not \"x\"",
                        "catch_up must be one of latest, all, none, not \"y\"",
                        "catch_up_window_seconds must be from 0 to 2592000, not -1");
        assertThat(messages(JobKind.ONE_TIME, Specs.cron("* * * * *")))
                .containsExactly("cron belongs to jobs of kind cron; a job of kind one_time must not have it");
    }

    @Test
    void echoesHostileTextAsShortValidUnicode() {
        // given
        String hostile = "\ud800" + "x".repeat(254) + "\ud83d\ude00".repeat(100_000);

        // when
        Violation violation = Schedule.violations(
                        JobKind.CRON, Specs.cron("* * * * *").zone(hostile).spec(), NOW)
                .get(0);

        // then
        assertThat(violation.value())
                .asString()
                .startsWith("?xxx")
                .endsWith("x?...")
                .hasSize(259);
        assertThat(violation.message()).hasSizeLessThan(1100);
        assertThat(StandardCharsets.UTF_8.newEncoder().canEncode(violation.message()))
                .isTrue();
    }

    @Test
    void givesNoMeaningToAnIllegalSpecification() {
        assertThatThrownBy(() -> Schedule.of(
                        JobKind.CRON, Specs.cron("0 25 * * *").zone("Mars").spec(), JOB, NOW))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(JOB.toString())
                .hasMessageContaining("schedule.cron: hour (field 2 of 5)")
                .hasMessageContaining("schedule.timezone: ");
    }

    @Test
    void stillUnderstandsAStoredSpecificationThatIsOver() {
        Schedule past =
                Schedule.of(JobKind.SCHEDULED, Specs.at("2020-01-01T00:00:00Z").spec(), JOB, NOW);
        Schedule ended = Schedule.of(
                JobKind.CRON,
                Specs.cron("* * * * *").between(null, "2020-01-01T00:00:00Z").spec(),
                JOB,
                NOW);

        assertThat(past.next(NOW)).isEmpty();
        assertThat(ended.next(NOW)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void readsTheWireNamesItWrites(Dst dst) {
        assertThat(Dst.parse(dst.wireName())).isEqualTo(Optional.of(dst));
        assertThat(Dst.parse(dst.name())).isEmpty();
    }

    @Test
    void readsExactWireNamesOnly() {
        assertThat(CatchUp.values())
                .allSatisfy(value -> assertThat(CatchUp.parse(value.wireName())).contains(value));
        assertThat(CatchUp.parse("ALL")).isEmpty();
        assertThat(Overlap.values())
                .allSatisfy(value -> assertThat(Overlap.parse(value.wireName())).contains(value));
        assertThat(Overlap.parse("cancel-running")).isEmpty();
    }

    private static List<String> codes(JobKind kind, Specs specs) {
        return codes(kind, specs.spec());
    }

    private static List<String> codes(JobKind kind, ScheduleSpec spec) {
        return Schedule.violations(kind, spec, NOW).stream()
                .map(ScheduleViolationsTest::line)
                .toList();
    }

    private static List<String> messages(JobKind kind, Specs specs) {
        return Schedule.violations(kind, specs.spec(), NOW).stream()
                .map(Violation::message)
                .toList();
    }

    private static String line(Violation violation) {
        return violation.field() + " " + violation.rule() + " " + violation.value();
    }
}

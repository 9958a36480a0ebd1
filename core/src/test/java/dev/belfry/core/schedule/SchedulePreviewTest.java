package dev.belfry.core.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.belfry.core.schedule.SchedulePreview.Run;
import dev.belfry.core.schedule.SchedulePreview.Warning;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SchedulePreviewTest {

    private static final UUID JOB = new UUID(1, 2);
    private static final Specs NEW_YORK = Specs.cron("30 2 * * *").zone("America/New_York");

    @Test
    void showsTheRunsOfThePage() {
        // when
        SchedulePreview preview =
                preview(JobKind.CRON, Specs.cron("30 9 * * 1-5").zone("America/New_York"), "2026-03-01T00:00:00Z", 5);

        // then
        assertThat(preview.runs()).hasSize(5);
        assertThat(preview.runs().get(0))
                .isEqualTo(new Run(
                        Instant.parse("2026-03-02T14:30:00Z"), OffsetDateTime.parse("2026-03-02T09:30-05:00"), null));
        assertThat(preview.description()).isEqualTo("At 09:30, Monday through Friday");
        assertThat(preview.warnings()).isEmpty();
    }

    @Test
    void showsTheRunsThatWillFire() {
        // given
        Specs specs = NEW_YORK.jitter(600);
        Schedule schedule = Schedule.of(JobKind.CRON, specs.spec(), JOB, Instant.EPOCH);
        Instant from = Instant.parse("2026-03-07T00:00:00Z");

        // when
        SchedulePreview preview = preview(JobKind.CRON, specs, from.toString(), 100);

        // then
        assertThat(preview.runs()).hasSize(100);
        Instant previous = from;
        for (Run run : preview.runs()) {
            assertThat(schedule.next(previous)).contains(run.at());
            previous = run.at();
        }
    }

    @ParameterizedTest(name = "{0} in {1}, {2}: {4}")
    @CsvSource(delimiter = '|', textBlock = """
                    30 2 * * *     | America/New_York | vixie | 2026-03-08T05:00:00Z | moved: 02:30 on 2026-03-08 does not exist, because the clocks go forward from 02:00 to 03:00: the job runs at 03:00
                    30 2 * * *     | America/New_York | skip  | 2026-03-08T05:00:00Z | dropped before this run: 02:30 on 2026-03-08 does not exist, because the clocks go forward from 02:00 to 03:00: nothing runs
                    30 2 8 3 *     | America/New_York | skip  | 2025-12-01T00:00:00Z | dropped before this run: 02:30 on 2026-03-08 does not exist, because the clocks go forward from 02:00 to 03:00: nothing runs
                    30 * * * *     | America/New_York | vixie | 2026-03-08T06:30:00Z | dropped before this run: 02:30 on 2026-03-08 does not exist, because the clocks go forward from 02:00 to 03:00: nothing runs
                    30 * * * *     | America/New_York | vixie | 2026-11-01T05:00:00Z | doubled: 01:30 on 2026-11-01 occurs twice, because the clocks go back: this is the first pass
                    30 * * * *     | America/New_York | vixie | 2026-11-01T06:00:00Z | doubled: 01:30 on 2026-11-01 occurs twice, because the clocks go back: this is the second pass
                    30 1 * * *     | America/New_York | vixie | 2026-11-01T05:00:00Z | doubled: 01:30 on 2026-11-01 occurs twice, because the clocks go back: the job runs only the first time
                    30 9 * * *     | Pacific/Apia     | vixie | 2011-12-30T00:00:00Z | moved: 09:30 on 2011-12-30 does not exist, because the clocks go forward from 00:00 to 00:00 on 2011-12-31: the job runs at 00:00 on 2011-12-31
                    30 2 * * *     | America/New_York | vixie | 2026-03-08T07:00:00Z |
                    30 0 * * *     | America/New_York | vixie | 2026-03-08T07:00:00Z |
                    """)
    void notesWhatAChangeOfClocksDoes(String cron, String zone, String dst, String from, String note) {
        assertThat(preview(JobKind.CRON, Specs.cron(cron).zone(zone).dst(dst), from, 1)
                        .runs())
                .singleElement()
                .extracting(Run::note)
                .isEqualTo(note);
    }

    @Test
    void notesWhatHappensToTheWrittenTimeNotToTheJitteredOne() {
        // given: 21 minutes of jitter carry 01:50 over the change of clocks
        Specs gap = Specs.cron("50 1,2 * * *").zone("America/New_York").jitter(3600);
        Specs overlap = Specs.cron("50 1 * * *").zone("America/New_York").jitter(3600);

        // then
        assertThat(preview(JobKind.CRON, gap, "2026-03-08T05:00:00Z", 3).runs())
                .extracting(Run::note)
                .satisfiesExactly(
                        first -> assertThat(first).isNull(),
                        second -> assertThat(second).startsWith("moved: 02:50"),
                        third -> assertThat(third).isNull());
        assertThat(preview(JobKind.CRON, overlap, "2026-11-01T05:00:00Z", 1).runs())
                .extracting(Run::note)
                .singleElement()
                .asString()
                .startsWith("doubled: 01:50");
    }

    @ParameterizedTest(name = "{0} in {1}: {2}")
    @CsvSource(delimiter = '|', textBlock = """
                    0 0 * * *     | UTC              | midnight
                    0 0 1 * 1     | UTC              | midnight day_fields_or
                    0 9 * * *     | UTC              | on_the_hour
                    0 * * * *     | UTC              | on_the_hour
                    */35 * * * *  | UTC              | uneven_step
                    30 2 * * *    | America/New_York | dst_gap
                    15 * * * *    | America/New_York | ''
                    30 4 * * *    | America/New_York | ''
                    30 2 * * *    | UTC              | ''
                    */5 * * * *   | UTC              | ''
                    """)
    void warnsOfWhatMaySurprise(String cron, String zone, String codes) {
        assertThat(String.join(
                        " ",
                        preview(JobKind.CRON, Specs.cron(cron).zone(zone), "2026-06-01T00:00:00Z", 1)
                                .warnings()
                                .stream()
                                .map(Warning::code)
                                .toList()))
                .isEqualTo(codes);
    }

    @Test
    void tellsWhenAndWhatAChangeOfClocksMoves() {
        assertThat(preview(JobKind.CRON, NEW_YORK, "2026-06-01T00:00:00Z", 1).warnings())
                .containsExactly(new Warning(
                        "dst_gap",
                        "02:30 on 2027-03-14 does not exist, because the clocks go forward from 02:00 to 03:00:"
                                + " the job runs at 03:00"));
    }

    @Test
    void warnsOfNoChangeOfClocksOutsideTheBounds() {
        assertThat(preview(JobKind.CRON, NEW_YORK.between(null, "2026-12-01T00:00:00Z"), "2026-06-01T00:00:00Z", 1)
                        .warnings())
                .isEmpty();
        assertThat(preview(JobKind.CRON, NEW_YORK.between("2027-04-01T00:00:00Z", null), "2026-06-01T00:00:00Z", 1)
                        .warnings())
                .isEmpty();
    }

    @Test
    void tellsOfJitterInsteadOfTheCrowdItSpreads() {
        assertThat(preview(JobKind.CRON, Specs.cron("0 0 * * *").jitter(60), "2026-06-01T00:00:00Z", 1)
                        .warnings())
                .extracting(SchedulePreview.Warning::code)
                .containsExactly("jitter");
    }

    @Test
    void showsTheOtherKindsInUtc() {
        // when
        SchedulePreview recurring = preview(JobKind.RECURRING, Specs.everyMinutes(15), "2026-01-01T00:00:00Z", 2);
        SchedulePreview scheduled =
                preview(JobKind.SCHEDULED, Specs.at("2026-05-01T12:00:00Z"), "2026-01-01T00:00:00Z", 5);

        // then
        assertThat(recurring.description()).isEqualTo("Every 15 minutes");
        assertThat(recurring.runs())
                .extracting(Run::local)
                .containsExactly(OffsetDateTime.parse("2026-01-01T00:15Z"), OffsetDateTime.parse("2026-01-01T00:30Z"));
        assertThat(scheduled.description()).isEqualTo("Once, at 2026-05-01T12:00:00Z");
        assertThat(scheduled.runs()).hasSize(1);
        assertThat(scheduled.warnings()).isEmpty();
    }

    @Test
    void infersTheKindFromTheTimingField() {
        assertThat(Specs.cron("x").spec().impliedKind()).contains(JobKind.CRON);
        assertThat(Specs.everyMinutes(5).spec().impliedKind()).contains(JobKind.RECURRING);
        assertThat(Specs.at("2026-05-01T12:00:00Z").spec().impliedKind()).contains(JobKind.SCHEDULED);
        assertThat(Specs.empty().zone("UTC").spec().impliedKind()).isEmpty();
    }

    @Test
    void answersQuestionsFromAnyInstant() {
        assertThat(preview(JobKind.CRON, NEW_YORK.jitter(10), Instant.MIN.toString(), 1)
                        .runs())
                .hasSize(1);
        assertThat(preview(JobKind.CRON, NEW_YORK.jitter(10), Instant.MAX.toString(), 1)
                        .runs())
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"0", "101", "-1"})
    void showsFromOneToAHundredRuns(int count) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> preview(JobKind.CRON, NEW_YORK, "2026-06-01T00:00:00Z", count))
                .withMessageContaining("count must be from 1 to 100");
    }

    private static SchedulePreview preview(JobKind kind, Specs specs, String from, int count) {
        return SchedulePreview.of(
                kind, specs.spec(), JOB, Instant.parse("2026-01-01T00:00:00Z"), Instant.parse(from), count);
    }
}

package dev.belfry.api.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belfry.core.schedule.JobKind;
import dev.belfry.core.schedule.Schedule;
import dev.belfry.core.schedule.ScheduleSpec;
import dev.belfry.transport.json.WireJson;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LedgerTest {

    private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");
    private static final LedgerRange HOUR = new LedgerRange(NOON, NOON.plusSeconds(3600));
    private static final Instant LONG_AGO = NOON.minus(Duration.ofDays(30));

    private final Schedule everyTenMinutes = cron("*/10 * * * *");

    @Test
    void tellsEveryTickOfARowThatStandsForSeveral() {
        TickRow missed = missed(4, at(30), at(41));

        List<LedgerLine> lines =
                lines(everyTenMinutes, LONG_AGO, null, NOON.minusSeconds(600), List.of(missed, ran(at(40))));

        assertThat(lines).extracting(LedgerLine::dueAt).containsExactly(at(0), at(10), at(20), at(30), at(40));
        assertThat(lines.subList(0, 4)).allSatisfy(line -> {
            assertThat(line.outcome()).isEqualTo("skipped");
            assertThat(line.executionId()).isEqualTo(missed.id());
            assertThat(line.count()).isEqualTo(1);
        });
        assertThat(lines.get(4).outcome()).isEqualTo("executed");
    }

    @Test
    void takesFromARowBeyondTheRangeTheTicksWithin() {
        List<LedgerLine> lines = lines(everyTenMinutes, LONG_AGO, null, at(20), List.of(missed(6, at(80), at(90))));

        assertThat(lines).extracting(LedgerLine::dueAt).containsExactly(at(30), at(40), at(50));
    }

    @Test
    void leavesOneLineWithItsCountWhenTheScheduleHasChangedSince() {
        TickRow missed = missed(4, at(30), at(41));

        List<LedgerLine> lines = lines(cron("*/15 * * * *"), at(50), null, NOON.minusSeconds(600), List.of(missed));

        assertThat(lines).containsExactly(missed.line(at(30), 4));
    }

    /** The job was changed since, but the schedule has just these ticks: only its name was. */
    @Test
    void trustsAScheduleThatAgreesInTheNumberOfTicks() {
        List<LedgerLine> lines =
                lines(everyTenMinutes, at(50), null, NOON.minusSeconds(600), List.of(missed(4, at(30), at(41))));

        assertThat(lines).hasSize(4);
        // With a pause in between the number would be another one.
        assertThat(lines(everyTenMinutes, at(50), null, NOON.minusSeconds(1200), List.of(missed(4, at(30), at(41)))))
                .hasSize(1);
    }

    @Test
    void findsTheTicksOfRareSchedulesToo() {
        Schedule yearly = cron("0 12 2 3 *");
        TickRow missed = missed(3, NOON, at(1));

        List<LedgerLine> lines = Ledger.lines(
                new TickSource(yearly, LONG_AGO, null, NOON.minus(Duration.ofDays(4000)), List.of(missed), null),
                new LedgerRange(NOON.minus(Duration.ofDays(2000)), at(1)),
                100);

        assertThat(lines)
                .extracting(LedgerLine::dueAt)
                .containsExactly(Instant.parse("2024-03-02T12:00:00Z"), Instant.parse("2025-03-02T12:00:00Z"), NOON);
    }

    @Test
    void goesOnWithWhatIsToCome() {
        List<LedgerLine> lines = lines(everyTenMinutes, LONG_AGO, at(40), at(30), List.of(open(at(30))));

        assertThat(lines).extracting(LedgerLine::dueAt).containsExactly(at(30), at(40), at(50));
        assertThat(lines).extracting(LedgerLine::outcome).containsOnly("pending");
    }

    @Test
    void beginsInTheMiddleOfWhatIsToCome() {
        LedgerRange later = HOUR.after(at(10));

        List<LedgerLine> lines = Ledger.lines(
                new TickSource(everyTenMinutes, LONG_AGO, NOON.minusSeconds(7200), LONG_AGO, List.of(), null),
                later,
                2);

        assertThat(lines).extracting(LedgerLine::dueAt).containsExactly(at(20), at(30));
    }

    private static List<LedgerLine> lines(
            Schedule schedule, Instant changedAt, @Nullable Instant next, Instant previous, List<TickRow> rows) {
        return Ledger.lines(new TickSource(schedule, changedAt, next, previous, rows, null), HOUR, 100);
    }

    private static Instant at(int minute) {
        return NOON.plusSeconds(60L * minute);
    }

    private static TickRow missed(int count, Instant newest, Instant writtenAt) {
        return new TickRow(UUID.randomUUID(), newest, "skipped", "missed", false, count, writtenAt);
    }

    private static TickRow ran(Instant at) {
        return new TickRow(UUID.randomUUID(), at, "succeeded", null, true, 1, at);
    }

    private static TickRow open(Instant at) {
        return new TickRow(UUID.randomUUID(), at, "queued", null, false, 1, at);
    }

    private static Schedule cron(String expression) {
        ScheduleSpec spec = WireJson.read("{\"cron\": \"" + expression + "\"}", ScheduleSpec.class);
        return Schedule.of(JobKind.CRON, spec, UUID.randomUUID(), NOON);
    }
}

package dev.belfry.load.faults.judge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belfry.load.faults.evidence.ExecutionRow;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Ticks at 12:00 to 12:10, each minute; the schedulers come back at 12:09:30. */
class CatchUpCheckTest {

    private static final UUID JOB = new UUID(3, 3);
    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
    private static final Instant BACK = NOON.plusSeconds(570);

    @Test
    void expectsTheNewestAndOneRowThatCountsTheOthers() {
        CatchUpCheck latest = check("latest", Duration.ofHours(1));

        assertThat(findings(latest, List.of(skipped(8, 9), ran(9)))).isEmpty();
        assertThat(findings(latest, List.of(skipped(9, 10)))).hasSize(1);
        assertThat(findings(latest, List.of(skipped(8, 8), ran(9)))).hasSize(1);
        assertThat(findings(latest, List.of(ran(8), ran(9)))).hasSize(1);
    }

    @Test
    void expectsAllWithinTheWindowAndOneRowThatCountsTheOlder() {
        CatchUpCheck all = check("all", Duration.ofMinutes(3));

        assertThat(findings(all, List.of(skipped(6, 7), ran(7), ran(8), ran(9))))
                .isEmpty();
        assertThat(findings(all, List.of(skipped(5, 6), ran(6), ran(7), ran(8), ran(9))))
                .hasSize(1);
        assertThat(findings(all, List.of(ran(7), ran(8), ran(9)))).hasSize(1);
    }

    @Test
    void expectsNothingToRunWithNone() {
        CatchUpCheck none = check("none", Duration.ofHours(1));

        assertThat(findings(none, List.of(skipped(9, 10)))).isEmpty();
        assertThat(findings(none, List.of(skipped(8, 9), ran(9)))).hasSize(1);
    }

    @Test
    void expectsNothingToRunWhenEvenTheNewestIsTooOld() {
        CatchUpCheck latest = check("latest", Duration.ofSeconds(10));

        assertThat(findings(latest, List.of(skipped(9, 10)))).isEmpty();
    }

    @Test
    void leavesWhatComesDueAsTheSchedulersComeBackToEitherSide() {
        CatchUpCheck none = check("none", Duration.ofHours(1));

        assertThat(none.findings(BACK, NOON.plusSeconds(640), List.of(skipped(9, 10), ran(10))))
                .isEmpty();
        assertThat(none.findings(BACK, NOON.plusSeconds(640), List.of(skipped(10, 11))))
                .isEmpty();
        assertThat(none.findings(BACK, NOON.plusSeconds(640), List.of(skipped(10, 10))))
                .hasSize(1);
    }

    private static List<Finding> findings(CatchUpCheck check, List<ExecutionRow> rows) {
        return check.findings(BACK, BACK.plusSeconds(5), rows);
    }

    private static CatchUpCheck check(String catchUp, Duration window) {
        TreeSet<Instant> ticks = new TreeSet<>();
        for (int minute = 0; minute <= 10; minute++) {
            ticks.add(at(minute));
        }
        return new CatchUpCheck(JOB, catchUp, window, ticks);
    }

    private static Instant at(int minute) {
        return NOON.plusSeconds(60L * minute);
    }

    private static ExecutionRow ran(int minute) {
        return row(minute, "succeeded", null, 0);
    }

    private static ExecutionRow skipped(int minute, int count) {
        return row(minute, "skipped", "missed", count);
    }

    private static ExecutionRow row(int minute, String status, String reason, int count) {
        return new ExecutionRow(
                UUID.randomUUID(), JOB, "schedule", at(minute), status, reason, count, BACK, BACK, 0, 0);
    }
}

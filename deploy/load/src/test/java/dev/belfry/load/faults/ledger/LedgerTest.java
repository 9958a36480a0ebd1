package dev.belfry.load.faults.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class LedgerTest {

    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
    private static final UUID JOB = new UUID(5, 5);
    private static final Times EACH_MINUTE = new Times.Every(NOON, Duration.ofMinutes(1));

    private final Ledger ledger = new Ledger();

    @Test
    void countsAnIntervalFromItsAnchorWhichIsNoInstantItself() {
        assertThat(EACH_MINUTE.within(NOON.minusSeconds(90), at(120))).containsExactly(at(60), at(120));
        assertThat(EACH_MINUTE.within(NOON, at(119))).containsExactly(at(60));
        assertThat(EACH_MINUTE.within(at(60), at(120))).containsExactly(at(120));
    }

    @Test
    void leavesOpenWhatComesDueWhileAPauseIsUnderWay() {
        ledger.job(JOB).begin(EACH_MINUTE, NOON);
        ledger.job(JOB).end(at(119), at(181));

        assertThat(ledger.dueUpTo(at(600))).containsExactly(certain(60), open(120), open(180));
    }

    @Test
    void leavesOpenWhatComesDueWhileAResumeIsUnderWay() {
        ledger.job(JOB).begin(EACH_MINUTE, NOON);
        ledger.job(JOB).end(at(61), at(62));
        ledger.job(JOB).begin(EACH_MINUTE, at(179), at(181));
        ledger.job(JOB).end(at(299), at(299));

        assertThat(ledger.dueUpTo(at(600))).containsExactly(certain(60), open(180), certain(240));
    }

    @Test
    void countsASingleInstantOnce() {
        ledger.job(JOB).begin(new Times.Once(at(5)), Instant.EPOCH);

        assertThat(ledger.dueUpTo(at(600))).containsExactly(certain(5));
        assertThat(ledger.dueUpTo(at(4))).isEqualTo(List.of());
    }

    private static Instant at(int second) {
        return NOON.plusSeconds(second);
    }

    private static DueInstant certain(int second) {
        return new DueInstant(JOB, at(second), true);
    }

    private static DueInstant open(int second) {
        return new DueInstant(JOB, at(second), false);
    }
}

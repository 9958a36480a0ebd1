package dev.belfry.load.faults.judge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belfry.load.faults.evidence.ExecutionRow;
import dev.belfry.load.faults.evidence.Receipt;
import dev.belfry.load.faults.ledger.DueInstant;
import dev.belfry.load.faults.ledger.RunNow;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Made-up histories: the checker has to see what is wrong with each, and nothing wrong with a right one. */
class PairingTest {

    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
    private static final UUID JOB = new UUID(7, 7);

    private final List<DueInstant> due = new ArrayList<>();
    private final List<RunNow> runNows = new ArrayList<>();
    private final List<ExecutionRow> rows = new ArrayList<>();
    private final List<Receipt> receipts = new ArrayList<>();
    private final List<Outage> outages = new ArrayList<>();

    @Test
    void findsNothingWrongWithAHistoryAsItShouldBe() {
        ranWell(0);
        ranWell(60);
        due.add(new DueInstant(JOB, at(90), false));

        Pairing pairing = pairing();

        assertThat(pairing.findings()).isEmpty();
        assertThat(pairing.paired()).filteredOn(Paired::counts).hasSize(2);
    }

    @Test
    void findsADueInstantWithoutARow() {
        ranWell(0);
        due.add(new DueInstant(JOB, at(60), true));

        assertThat(broken()).containsExactly(Promise.NOT_LOST);
        assertThat(pairing().findings().get(0).detail()).contains(JOB.toString());
        assertThat(pairing().findings().get(0).at()).isEqualTo(at(60));
    }

    @Test
    void isNotDeceivedByARowTooManyForARowTooFew() {
        due.add(new DueInstant(JOB, at(0), true));
        ExecutionRow elsewhere = row("succeeded", at(60));
        rows.add(elsewhere);
        receipts.add(call(elsewhere, 61, "key", 204));

        assertThat(broken()).containsExactly(Promise.NOT_LOST, Promise.NOTHING_ELSE);
    }

    @Test
    void findsTwoRowsOfOneInstant() {
        ranWell(0);
        ExecutionRow second = row("succeeded", at(0));
        rows.add(second);
        receipts.add(call(second, 1, "other key", 204));

        assertThat(broken()).contains(Promise.ONE_RECORD);
    }

    @Test
    void findsACallBeforeItsTime() {
        due.add(new DueInstant(JOB, at(60), true));
        ExecutionRow row = row("succeeded", at(60));
        rows.add(row);
        receipts.add(call(row, 59.999, "key", 204));

        assertThat(broken()).containsExactly(Promise.NOT_EARLY);
    }

    @Test
    void countsACallThatNoAnswerAskedFor() {
        ExecutionRow row = ranWell(0);
        receipts.add(call(row, 12, "key", 204));

        assertThat(pairing().findings()).isEmpty();
        assertThat(pairing().paired().get(0).repeats()).isEqualTo(1);
    }

    @Test
    void takesACallAfterARefusalForARetry() {
        due.add(new DueInstant(JOB, at(0), true));
        ExecutionRow row = row("succeeded", at(0));
        rows.add(row);
        receipts.add(call(row, 0, "key", 500));
        receipts.add(call(row, 1, "key", 204));

        assertThat(pairing().findings()).isEmpty();
        assertThat(pairing().paired().get(0).repeats()).isZero();
    }

    @Test
    void findsARepeatedCallUnderAnotherKey() {
        ExecutionRow row = ranWell(0);
        receipts.add(call(row, 12, "another key", 204));

        assertThat(broken()).containsExactly(Promise.ONE_KEY);
    }

    @Test
    void findsARowThatNeverEnded() {
        due.add(new DueInstant(JOB, at(0), true));
        rows.add(row("queued", at(0)));

        assertThat(broken()).containsExactly(Promise.SETTLED);
    }

    @Test
    void findsASuccessWithoutACallAndACallOfASkippedRow() {
        due.add(new DueInstant(JOB, at(0), true));
        due.add(new DueInstant(JOB, at(60), true));
        rows.add(row("succeeded", at(0)));
        ExecutionRow skipped = skipped(at(60), "paused", 0);
        rows.add(skipped);
        receipts.add(call(skipped, 60, "key", 204));

        assertThat(broken()).containsExactly(Promise.CALLED, Promise.CALLED);
    }

    @Test
    void findsACallWithoutARow() {
        receipts.add(call(row("succeeded", at(0)), 1, "key", 204));

        assertThat(broken()).containsExactly(Promise.NOTHING_ELSE);
    }

    @Test
    void letsASkippedRowStandForAsManyInstantsAsItSays() {
        outages.add(new Outage(at(0), at(200)));
        for (int second = 0; second <= 240; second += 60) {
            due.add(new DueInstant(JOB, at(second), true));
        }
        rows.add(skipped(at(180), "missed", 4));
        ExecutionRow newest = row("succeeded", at(240));
        rows.add(newest);
        receipts.add(call(newest, 241, "key", 204));

        assertThat(pairing().findings()).isEmpty();
    }

    @Test
    void findsASkippedRowThatStandsForTooFewOrTooMany() {
        outages.add(new Outage(at(0), at(200)));
        due.add(new DueInstant(JOB, at(0), true));
        due.add(new DueInstant(JOB, at(60), true));
        rows.add(skipped(at(60), "missed", 1));
        assertThat(broken()).containsExactly(Promise.NOT_LOST);

        rows.set(0, skipped(at(60), "missed", 3));
        assertThat(broken()).containsExactly(Promise.CATCH_UP);
    }

    @Test
    void findsAMissedInstantWithoutAnOutage() {
        outages.add(new Outage(at(-500), at(-400)));
        due.add(new DueInstant(JOB, at(0), true));
        rows.add(skipped(at(0), "missed", 1));

        assertThat(broken()).containsExactly(Promise.ONLY_AFTER_OUTAGE);
    }

    @Test
    void pairsARunNowByItsAnswerOrByItsWindow() {
        ExecutionRow answered = manual(at(0));
        ExecutionRow lostAnswer = manual(at(5));
        rows.add(answered);
        rows.add(lostAnswer);
        runNows.add(new RunNow(JOB, Optional.of(answered.id()), at(0), at(1)));
        runNows.add(new RunNow(JOB, Optional.empty(), at(4), at(14)));
        runNows.add(new RunNow(JOB, Optional.empty(), at(30), at(40)));
        receipts.add(call(answered, 1, "a", 204));
        receipts.add(call(lostAnswer, 6, "b", 204));

        assertThat(pairing().findings()).isEmpty();
    }

    @Test
    void findsARunNowThatWasLostAndOneThatNobodyAskedFor() {
        runNows.add(new RunNow(JOB, Optional.of(new UUID(1, 1)), at(0), at(1)));
        ExecutionRow uncalledFor = manual(at(500));
        rows.add(uncalledFor);
        receipts.add(call(uncalledFor, 501, "key", 204));

        assertThat(broken()).containsExactly(Promise.NOT_LOST, Promise.NOTHING_ELSE);
    }

    private Pairing pairing() {
        return Pairing.of(new History(due, runNows, rows, receipts, outages));
    }

    private List<Promise> broken() {
        return pairing().findings().stream().map(Finding::promise).toList();
    }

    private ExecutionRow ranWell(int second) {
        due.add(new DueInstant(JOB, at(second), true));
        ExecutionRow row = row("succeeded", at(second));
        rows.add(row);
        receipts.add(call(row, second + 0.004, "key", 204));
        return row;
    }

    private static Instant at(double second) {
        return NOON.plusMillis(Math.round(second * 1000));
    }

    private static ExecutionRow row(String status, Instant at) {
        return new ExecutionRow(UUID.randomUUID(), JOB, "schedule", at, status, null, 0, at, at, 0, 0);
    }

    private static ExecutionRow skipped(Instant at, String reason, int count) {
        return new ExecutionRow(UUID.randomUUID(), JOB, "schedule", at, "skipped", reason, count, at, at, 0, 0);
    }

    private static ExecutionRow manual(Instant at) {
        return new ExecutionRow(UUID.randomUUID(), JOB, "manual", at, "succeeded", null, 0, at, at, 0, 0);
    }

    private static Receipt call(ExecutionRow row, double second, String key, int answered) {
        return new Receipt(row.id(), row.job(), row.scheduledFor(), 1, key, at(second), answered);
    }
}

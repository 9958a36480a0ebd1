package dev.belfry.load.faults.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belfry.load.faults.evidence.Answer;
import dev.belfry.load.faults.evidence.ExecutionRow;
import dev.belfry.load.faults.evidence.Receipt;
import dev.belfry.load.faults.inject.Befallen;
import dev.belfry.load.faults.inject.Kind;
import dev.belfry.load.faults.judge.Finding;
import dev.belfry.load.faults.judge.Paired;
import dev.belfry.load.faults.judge.Pairing;
import dev.belfry.load.faults.judge.Promise;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** One fault at noon, and what came due and was answered after it. */
class AccountTest {

    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
    private static final UUID JOB = madeAt(NOON.minusSeconds(60));

    private final List<Paired> paired = new ArrayList<>();
    private final List<Answer> answers = new ArrayList<>();

    @Test
    void findsNothingWrongWithinTheLimits() {
        ran(1, 1, 2, 12);
        answers.add(answer(1, 201, 0.2, ""));

        assertThat(broken(Kind.KILL)).isEmpty();
    }

    @Test
    void findsARowThatCameTooLate() {
        ran(1, 7, 7, 8);

        assertThat(broken(Kind.KILL)).containsExactly(Promise.FIRES_AGAIN);
    }

    @Test
    void findsAnExecutionThatSettledTooLate() {
        ran(1, 1, 1, 22);

        assertThat(broken(Kind.KILL)).containsExactly(Promise.SETTLES_AGAIN);
    }

    @Test
    void findsCallsThatAreStillLateLongAfterwards() {
        ran(40, 40, 47, 47);

        assertThat(broken(Kind.KILL)).containsExactly(Promise.ON_TIME_AGAIN);
    }

    @Test
    void allowsUnavailabilityOnlyWhereTheDatabaseWasAway() {
        answers.add(answer(1, 503, 0.2, ""));

        assertThat(broken(Kind.POSTGRES_DOWN)).isEmpty();
        assertThat(broken(Kind.ROLLING_RESTART)).containsExactly(Promise.API_AVAILABLE);
    }

    @Test
    void findsServerErrorsSlowAnswersAndHangs() {
        answers.add(answer(1, 500, 0.2, ""));
        answers.add(answer(2, 200, 6, ""));
        answers.add(answer(3, 0, 12, "HttpTimeoutException"));

        assertThat(broken(Kind.POSTGRES_DOWN))
                .containsExactly(Promise.API_ANSWERS, Promise.API_IN_TIME, Promise.API_IN_TIME);
    }

    @Test
    void findsTooManyCallsThatNobodyNeeded() {
        ran(1, 1, 1, 1);
        Paired one = paired.get(0);
        paired.set(
                0,
                new Paired(
                        JOB,
                        one.at(),
                        true,
                        one.row(),
                        List.of(one.calls().get(0), one.calls().get(0))));

        assertThat(broken(Kind.KILL)).containsExactly(Promise.RARELY_TWICE);
    }

    @Test
    void blamesNoFaultForWhatWasPutBackToItsTime() {
        ran(madeAt(at(30)), 1, 40, 40, 40);

        assertThat(broken(Kind.KILL)).isEmpty();
    }

    private List<Promise> broken(Kind kind) {
        Befallen fault = new Befallen(1, kind, "somebody", NOON, NOON, at(10), Optional.empty(), List.of());
        return Account.of(List.of(fault), new Pairing(paired, List.of()), answers).findings().stream()
                .map(Finding::promise)
                .toList();
    }

    /** A job's id begins with its time. */
    private static UUID madeAt(Instant at) {
        return new UUID(at.toEpochMilli() << Short.SIZE, 1);
    }

    private void ran(int due, int created, int called, int finished) {
        ran(JOB, due, created, called, finished);
    }

    private void ran(UUID job, int due, int created, int called, int finished) {
        ExecutionRow row = new ExecutionRow(
                UUID.randomUUID(), job, "schedule", at(due), "succeeded", null, 0, at(created), at(finished), 0, 0);
        Receipt call = new Receipt(row.id(), job, at(due), 1, "key", at(called), 204);
        paired.add(new Paired(job, at(due), true, row, List.of(call)));
    }

    private static Answer answer(int second, int status, double seconds, String ending) {
        Duration took = Duration.ofMillis(Math.round(seconds * 1000));
        return new Answer(1, "GET /v1/jobs", at(second), took, status, status == 503, ending);
    }

    private static Instant at(int second) {
        return NOON.plusSeconds(second);
    }
}

package dev.belfry.executor.attempt;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belfry.core.execution.ErrorCode;
import dev.belfry.core.request.TargetRequest;
import dev.belfry.core.retry.RetryPolicy;
import dev.belfry.executor.attempt.AttemptOutcome.Mismatched;
import dev.belfry.executor.attempt.AttemptOutcome.Refused;
import dev.belfry.executor.attempt.AttemptOutcome.Succeeded;
import dev.belfry.transport.http.CallResult;
import dev.belfry.transport.http.CallResult.Answered;
import dev.belfry.transport.http.CallResult.Failed;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

class RetryDecisionTest {

    private static final Instant NOW = Instant.parse("2026-03-02T12:00:00Z");
    private static final double MIDDLE = 0.5;

    @ParameterizedTest
    @CsvSource({"1,500", "2,1000"})
    void waitsAQuarterSecondDoubledWithEachAttempt(int attempt, long millis) {
        assertThat(after(answered(503), attempt)).contains(Duration.ofMillis(millis));
    }

    @Test
    void endsWithTheLastPermittedAttempt() {
        assertThat(after(answered(503), 3)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"200", "204"})
    void aSuccessIsNotRetried(int status) {
        assertThat(after(answered(status), 1)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"301", "400", "404", "501"})
    void aStatusOfNeitherListIsNotRetried(int status) {
        assertThat(after(answered(status), 1)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(
            value = ErrorCode.class,
            names = {"DNS_FAILURE", "CONNECTION_FAILED", "TLS_FAILURE", "TIMEOUT"})
    void connectionErrorsAndTimeoutsAreRetriedWhateverTheListSays(ErrorCode code) {
        assertThat(after(new Failed(code, "gone"), 1)).isPresent();
    }

    @ParameterizedTest
    @EnumSource(
            value = ErrorCode.class,
            names = {"BLOCKED_TARGET", "INVALID_TARGET", "INVALID_REQUEST", "MISSING_SECRET"},
            mode = Mode.INCLUDE)
    void whatMustNotBeCalledIsNotTriedAgain(ErrorCode code) {
        assertThat(after(new Failed(code, "no"), 1)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "120, 120",
        "0, 0.5",
        "999999999, 3600",
        "99999999999999999999, 0.5",
        "'Mon, 02 Mar 2026 12:01:30 GMT', 90",
        "'Mon, 02 Mar 2026 11:00:00 GMT', 0.5",
        "'Tue, 02 Mar 2027 11:00:00 GMT', 3600",
        "soon, 0.5",
        "-5, 0.5"
    })
    void aLongerRetryAfterWinsUpToAnHour(String retryAfter, double seconds) {
        Answered answered = new Answered(503, Map.of("retry-after", retryAfter), "");

        assertThat(after(answered, 1)).contains(Duration.ofMillis((long) (seconds * 1000)));
    }

    @ParameterizedTest
    @CsvSource({"200, false", "503, true"})
    void aMismatchIsRetriedOnlyWhereItsStatusCallsForIt(int status, boolean retried) {
        AttemptOutcome mismatch = new Mismatched(answered(status), "does not hold", FinalOutput.NONE);

        assertThat(RetryDecision.after(mismatch, RetryPolicy.DEFAULT, 1, NOW, MIDDLE)
                        .isPresent())
                .isEqualTo(retried);
    }

    @Test
    void retryAfterCountsOnlyWithTheStatusesThatDefineIt() {
        assertThat(after(new Answered(500, Map.of("retry-after", "120"), ""), 1))
                .contains(Duration.ofMillis(500));
    }

    private static Optional<Duration> after(CallResult result, int attempt) {
        return RetryDecision.after(outcome(result), RetryPolicy.DEFAULT, attempt, NOW, MIDDLE);
    }

    private static AttemptOutcome outcome(CallResult result) {
        if (!(result instanceof Answered answered)) {
            return AttemptOutcome.of((Failed) result);
        }
        return TargetRequest.DEFAULT_SUCCESS_STATUSES.contains(answered.status())
                ? new Succeeded(answered, FinalOutput.NONE)
                : new Refused(answered, FinalOutput.NONE);
    }

    private static Answered answered(int status) {
        return new Answered(status, Map.of(), "");
    }
}

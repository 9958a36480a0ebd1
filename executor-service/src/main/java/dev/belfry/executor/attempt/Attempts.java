package dev.belfry.executor.attempt;

import dev.belfry.core.execution.ErrorCode;
import dev.belfry.core.retry.RetryPolicy;
import dev.belfry.executor.execution.AttemptReport;
import dev.belfry.executor.execution.AttemptReport.Next;
import dev.belfry.executor.execution.ClaimedExecution;
import dev.belfry.transport.http.CallResult.Failed;
import dev.belfry.transport.json.WireJson;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.DoubleSupplier;

/** Makes attempts and decides what becomes of their execution. */
public final class Attempts {

    private final TargetCaller caller;
    private final DoubleSupplier random;
    private final Duration holdRetriesUpTo;

    /**
     * Attempts made through a caller.
     *
     * @param random gives numbers from 0 (inclusive) to 1 (exclusive), for the backoff
     * @param holdRetriesUpTo waits up to this stay with this instance
     */
    public Attempts(TargetCaller caller, DoubleSupplier random, Duration holdRetriesUpTo) {
        this.caller = caller;
        this.random = random;
        this.holdRetriesUpTo = holdRetriesUpTo;
    }

    /** Makes the attempt that was claimed. Never fails. */
    public Uni<AttemptOutcome> make(ClaimedExecution execution) {
        return caller.call(execution);
    }

    /** What to write about an attempt that ended. */
    public AttemptReport report(
            ClaimedExecution execution, AttemptOutcome outcome, Instant startedAt, Instant finishedAt) {
        return new AttemptReport(
                execution.id(),
                execution.leaseNumber(),
                AttemptRecord.json(execution.attempt(), outcome, startedAt, finishedAt),
                startedAt,
                next(execution, outcome, finishedAt));
    }

    /** What to write about an attempt that this instance cannot wait for. */
    public AttemptReport handedBack(ClaimedExecution execution, Instant now) {
        String why = "the executor stopped before the answer came; the call is made again";
        AttemptOutcome lost = new AttemptOutcome.Unreachable(new Failed(ErrorCode.EXECUTOR_LOST, why));
        return new AttemptReport(
                execution.id(),
                execution.leaseNumber(),
                AttemptRecord.json(execution.attempt(), lost, now, now),
                now,
                Next.handedBack(now, why));
    }

    private Next next(ClaimedExecution execution, AttemptOutcome outcome, Instant finishedAt) {
        ErrorCode code = outcome.errorCode();
        String error = outcome.error();
        if (code == null || error == null) {
            return Next.succeeded(finishedAt);
        }
        RetryPolicy policy = WireJson.read(execution.retryPolicy(), RetryPolicy.class);
        Optional<Duration> wait =
                RetryDecision.after(outcome, policy, execution.countedAttempts(), finishedAt, random.getAsDouble());
        return wait.map(pause -> Next.retry(finishedAt.plus(pause), pause.compareTo(holdRetriesUpTo) <= 0, code, error))
                .orElseGet(() -> Next.failed(finishedAt, code, error));
    }
}

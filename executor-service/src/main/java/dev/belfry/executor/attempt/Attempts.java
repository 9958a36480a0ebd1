package dev.belfry.executor.attempt;

import dev.belfry.core.execution.ErrorCode;
import dev.belfry.core.retry.RetryPolicy;
import dev.belfry.executor.attempt.AttemptOutcome.Judged;
import dev.belfry.executor.execution.AttemptReport;
import dev.belfry.executor.execution.AttemptReport.Next;
import dev.belfry.executor.execution.ClaimedExecution;
import dev.belfry.transport.http.CallAccount;
import dev.belfry.transport.http.CallResult.Failed;
import dev.belfry.transport.json.WireJson;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.DoubleSupplier;
import org.jboss.logging.Logger;

/** Makes attempts and decides what becomes of their execution. */
public final class Attempts {

    private static final Logger LOG = Logger.getLogger(Attempts.class);
    private static final RetryPolicy NO_RETRY = new RetryPolicy(1, List.of());

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

    /**
     * Makes the attempt that was claimed. Never fails: a claimed execution without an outcome would be renewed for ever,
     * so even a mistake of ours becomes one.
     *
     * @param account bounds what is kept of the answer
     */
    public Uni<AttemptOutcome> make(ClaimedExecution execution, CallAccount account) {
        UUID id = execution.id();
        return Uni.createFrom()
                .deferred(() -> caller.call(execution, account))
                .onFailure()
                .recoverWithItem(mistake -> {
                    LOG.errorf(mistake, "call could not be made: executionId=%s", id);
                    return new AttemptOutcome.Forbidden(
                            new Failed(ErrorCode.INVALID_REQUEST, "the stored request cannot be called: " + mistake));
                });
    }

    /**
     * What to write about an attempt that ended. Never fails, for the same reason: a mistake of ours ends the execution.
     */
    public AttemptReport report(
            ClaimedExecution execution, AttemptOutcome outcome, Instant startedAt, Instant finishedAt) {
        try {
            return told(execution, outcome, startedAt, finishedAt);
        } catch (RuntimeException mistake) {
            LOG.errorf(mistake, "attempt cannot be told, its execution fails: executionId=%s", execution.id());
            Failed why = new Failed(ErrorCode.INVALID_REQUEST, "the attempt was made, but cannot be recorded");
            return unjudged(execution, why, startedAt, finishedAt, Next.failed(finishedAt, why.code(), why.message()));
        }
    }

    private AttemptReport told(
            ClaimedExecution execution, AttemptOutcome outcome, Instant startedAt, Instant finishedAt) {
        return new AttemptReport(
                execution.id(),
                execution.leaseNumber(),
                execution.attempt(),
                execution.began(),
                AttemptRecord.json(execution.attempt(), outcome, startedAt, finishedAt),
                outcome instanceof Judged judged ? judged.output().json() : null,
                next(execution, outcome, finishedAt));
    }

    /** What to write about an attempt that this instance cannot wait for. */
    public AttemptReport handedBack(ClaimedExecution execution, Instant startedAt, Instant now) {
        String why = "the executor stopped before the answer came; the call is made again";
        return unjudged(execution, new Failed(ErrorCode.EXECUTOR_LOST, why), startedAt, now, Next.handedBack(now, why));
    }

    /** What to write about an attempt that was cut off because its execution was canceled. */
    public AttemptReport canceled(ClaimedExecution execution, Instant startedAt, Instant now) {
        String why = "the execution was canceled before the answer came";
        return unjudged(execution, new Failed(ErrorCode.CANCELED, why), startedAt, now, Next.canceled(now, why));
    }

    /** What to write about an attempt that was cut off because somebody else makes the call by now. */
    public AttemptReport outrun(ClaimedExecution execution, Instant startedAt, Instant now) {
        String why = "the executor lost its lease before the answer came; the call is made again";
        return unjudged(execution, new Failed(ErrorCode.EXECUTOR_LOST, why), startedAt, now, Next.handedBack(now, why));
    }

    private static AttemptReport unjudged(
            ClaimedExecution execution, Failed why, Instant startedAt, Instant now, Next next) {
        AttemptOutcome outcome = new AttemptOutcome.Unreachable(why);
        return new AttemptReport(
                execution.id(),
                execution.leaseNumber(),
                execution.attempt(),
                execution.began(),
                AttemptRecord.json(execution.attempt(), outcome, startedAt, now),
                null,
                next);
    }

    private Next next(ClaimedExecution execution, AttemptOutcome outcome, Instant finishedAt) {
        ErrorCode code = outcome.errorCode();
        String error = outcome.error();
        if (code == null || error == null) {
            return Next.succeeded(finishedAt);
        }
        RetryPolicy policy = policy(execution);
        Optional<Duration> wait =
                RetryDecision.after(outcome, policy, execution.countedAttempts(), finishedAt, random.getAsDouble());
        return wait.map(pause -> Next.retry(finishedAt.plus(pause), pause.compareTo(holdRetriesUpTo) <= 0, code, error))
                .orElseGet(() -> Next.failed(finishedAt, code, error));
    }

    private static RetryPolicy policy(ClaimedExecution execution) {
        try {
            return WireJson.read(execution.job().retryPolicy(), RetryPolicy.class);
        } catch (IllegalArgumentException e) {
            LOG.errorf(e, "retry policy cannot be read, there is no other attempt: jobId=%s", execution.jobId());
            return NO_RETRY;
        }
    }
}

package dev.belfry.executor.run;

import dev.belfry.executor.admission.AnswerRoom;
import dev.belfry.executor.attempt.AttemptOutcome;
import dev.belfry.executor.attempt.Attempts;
import dev.belfry.executor.execution.AttemptReport;
import dev.belfry.executor.execution.ClaimedExecution;
import java.time.Clock;
import java.time.Instant;
import java.util.function.BiConsumer;
import java.util.function.Supplier;

/** Makes the calls of claimed executions and cuts them off. Each call ends once, with a report. */
final class Calls {

    /** How the report of a call that was cut off is made: of the claim, when it began, and now. */
    @FunctionalInterface
    interface CutOff {
        AttemptReport report(ClaimedExecution claim, Instant startedAt, Instant now);
    }

    private final Attempts attempts;
    private final Clock clock;
    private final ExecutorMetrics metrics;
    private final AnswerRoom answers;
    private final BiConsumer<HeldExecution, Supplier<AttemptReport>> ended;
    private boolean stopping;

    Calls(
            Attempts attempts,
            Clock clock,
            ExecutorMetrics metrics,
            AnswerRoom answers,
            BiConsumer<HeldExecution, Supplier<AttemptReport>> ended) {
        this.attempts = attempts;
        this.clock = clock;
        this.metrics = metrics;
        this.answers = answers;
        this.ended = ended;
    }

    /** Begins no more calls. */
    void stop() {
        stopping = true;
    }

    /** Makes the call of a claimed execution, unless it was canceled since it was claimed, or the instance stops. */
    void begin(HeldExecution execution) {
        Instant startedAt = clock.instant();
        ClaimedExecution claim = execution.begun(startedAt);
        if (execution.isCanceled()) {
            cancel(execution);
            return;
        }
        if (stopping) {
            handBack(execution);
            return;
        }
        if (claim.attempt() == 1) {
            metrics.started(claim.scheduledFor(), startedAt);
        }
        AnswerRoom.Account account = answers.open(claim.workspaceId());
        execution.callsOn(account);
        // The call has what it needs of the request; a lease is renewed and reported without.
        ClaimedExecution kept = claim.forgotten();
        execution.claimed(kept);
        execution.calling(attempts.make(claim, account)
                .subscribe()
                .with(outcome -> answered(execution, kept, outcome, startedAt)));
    }

    /** Ends a call that was canceled. */
    void cancel(HeldExecution execution) {
        cutOff(execution, attempts::canceled);
    }

    /** Ends a call that somebody else makes by now. */
    void leave(HeldExecution execution) {
        cutOff(execution, attempts::outrun);
    }

    /** Gives up waiting for a call that another instance is to make again. */
    void handBack(HeldExecution execution) {
        cutOff(execution, attempts::handedBack);
    }

    private void cutOff(HeldExecution execution, CutOff how) {
        ClaimedExecution claim = execution.claim();
        Instant startedAt = execution.startedAt();
        if (!execution.isRunning() || claim == null || startedAt == null) {
            return;
        }
        execution.hangUp();
        Instant now = clock.instant();
        end(execution, () -> how.report(claim, startedAt, now));
    }

    private void answered(HeldExecution execution, ClaimedExecution claim, AttemptOutcome outcome, Instant startedAt) {
        if (execution.isRunning()) {
            metrics.attempted(outcome);
            Instant now = clock.instant();
            end(execution, () -> attempts.report(claim, outcome, startedAt, now));
        }
    }

    private void end(HeldExecution execution, Supplier<AttemptReport> report) {
        execution.ended();
        ended.accept(execution, report);
    }
}

package dev.belfry.executor.run;

import dev.belfry.core.message.ExecutionCancelRequested;
import dev.belfry.core.message.ExecutionRequested;
import dev.belfry.executor.admission.Admission;
import dev.belfry.executor.admission.AdmissionLimits;
import dev.belfry.executor.admission.AnswerRoom;
import dev.belfry.executor.attempt.Attempts;
import dev.belfry.executor.execution.AttemptReport;
import dev.belfry.executor.execution.ClaimedExecution;
import dev.belfry.executor.execution.ExecutionRepository;
import dev.belfry.executor.execution.LostLease;
import dev.belfry.executor.execution.ReportedExecution;
import dev.belfry.executor.intake.Agenda;
import dev.belfry.executor.run.Reports.Ended;
import dev.belfry.executor.slot.Slots;
import dev.belfry.transport.kafka.Received;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Takes executions from their message to their report. Runs on the one event loop, but for what says otherwise. */
final class ExecutionRunner {

    private static final Logger LOG = Logger.getLogger(ExecutionRunner.class);

    /** Answers may be long: a batch of reports holds no more than this of them. */
    private static final long BATCH_CHARACTERS = 4_000_000;

    /** Claims ahead of their time have time: they come up to two seconds early. */
    private static final Duration CLAIMS_GATHER = Duration.ofMillis(50);

    private static final Duration TOO_LATE_TO_GATHER = CLAIMS_GATHER.multipliedBy(4);

    /** Nobody sees the difference, and at a few hundred calls a second it saves most of the commits. */
    private static final Duration REPORTS_GATHER = Duration.ofMillis(25);

    /** Whoever has a job or a row locked is done with it in a few milliseconds. */
    private static final Duration AFTER_A_LOCK = Duration.ofMillis(25);

    private final Dependencies with;
    private final Agenda<HeldExecution> agenda;
    private final Admission<HeldExecution> admission;
    private final Claims claims;
    private final Calls calls;
    private final Reports reports;
    private final Rush rush = new Rush(System::nanoTime);
    private final Batcher<HeldExecution> releases;
    private final Beginnings beginnings;
    private final LargeRequests largeRequests;
    private final AheadOfTime ahead;
    private final InHand held;
    private boolean stopping;

    /** What the runner works with. */
    record Dependencies(
            Vertx vertx,
            RunConfig config,
            AdmissionLimits limits,
            Clock clock,
            ExecutionRepository executions,
            Slots slots,
            Attempts attempts,
            News news,
            ExecutorMetrics metrics) {}

    ExecutionRunner(Dependencies with) {
        this.with = with;
        Batcher.Limits batches = new Batcher.Limits(
                with.config().batchSize(), BATCH_CHARACTERS, with.config().batchesUnderWay(), Duration.ZERO);
        BiFunction<String, Function<List<HeldExecution>, Uni<Void>>, Batcher<HeldExecution>> batcher =
                (name, send) -> new Batcher<>(name, with.vertx(), batches, execution -> 0, send);
        this.claims = new Claims(with, batcher, batches.gathering(CLAIMS_GATHER), new AfterClaim());
        this.releases = batcher.apply("release", this::release);
        this.beginnings = new Beginnings(with, batcher, this::call, this::pass);
        this.reports = new Reports(with.vertx(), rush, batches.gathering(REPORTS_GATHER), this::report);
        this.largeRequests = new LargeRequests(with, batches, this::begin, claims::addTouched);
        this.ahead = new AheadOfTime(with.config());
        this.held = new InHand(with.config().maxHeld());
        AnswerRoom answers = new AnswerRoom(with.limits().answerBytes());
        this.calls = new Calls(with.attempts(), with.clock(), with.metrics(), answers, this::ended);
        this.admission = new Admission<>(with.limits().calls(), this::admitted);
        this.agenda = new Agenda<>(with.vertx(), with.clock()::instant, this::due);
    }

    /** Whether more messages may come; asked from other threads. */
    boolean hasRoom() {
        return held.hasRoom();
    }

    /** May be asked from other threads. */
    int heldCount() {
        return held.count();
    }

    /** Takes messages. One about an execution already in hand is a repetition. */
    void accept(List<Received<ExecutionRequested>> messages) {
        for (Received<ExecutionRequested> received : messages) {
            if (!stopping && !take(received.message(), received.acknowledge())) {
                received.acknowledge().run();
            }
        }
    }

    /** Hears what was canceled. What is not in hand is somebody else's, or nobody's. */
    void cancel(List<Received<ExecutionCancelRequested>> messages) {
        for (Received<ExecutionCancelRequested> received : messages) {
            HeldExecution execution = held.find(received.message().executionId());
            if (execution != null) {
                cancel(execution);
            }
        }
    }

    /** Cuts off the calls whose leases are gone: for a cancellation that was not heard, or for somebody else's call. */
    void lost(List<LostLease> leases) {
        for (LostLease lease : leases) {
            HeldExecution execution = held.find(lease.executionId());
            ClaimedExecution claim = execution == null ? null : execution.claim();
            if (execution == null || claim == null || claim.leaseNumber() != lease.leaseNumber()) {
                continue;
            }
            if (lease.canceled()) {
                cancel(execution);
            } else {
                calls.leave(execution);
            }
        }
    }

    /** Those with a lease that has to be renewed: a claim ahead of its time has a long one. Asked from other threads. */
    List<ClaimedExecution> claimed() {
        return held.claimedAndDueBefore(
                with.clock().instant().minus(with.config().lease().dividedBy(4)));
    }

    /**
     * Takes nothing new and lets go of what was not claimed yet: its messages were not acknowledged. What was claimed
     * ahead is released, and what a claim on its way still wins is handed back without a call.
     */
    void stop() {
        stopping = true;
        agenda.clear();
        claims.stop();
        largeRequests.stop();
        calls.stop();
        held.all(execution -> execution.claim() == null).forEach(held::letGo);
        held.all(HeldExecution::isClaimedAhead).forEach(this::giveBack);
    }

    /** What a claim shows as running already is handed back like a call under way. */
    private void giveBack(HeldExecution execution) {
        ClaimedExecution claim = execution.claim();
        if (claim != null && claim.shownRunning() && execution.awaitsRequest()) {
            calls.begin(execution);
        } else {
            releases.add(execution);
        }
    }

    /** Whether every claimed execution was reported. */
    boolean isDrained() {
        return held.isEmpty()
                && claims.isIdle()
                && largeRequests.isIdle()
                && releases.isIdle()
                && beginnings.isIdle()
                && reports.isIdle();
    }

    /** Gives what is still running back to whoever takes it next; what has ended is being reported. */
    void handBack() {
        held.all(HeldExecution::isRunning).forEach(calls::handBack);
    }

    /** False when it is in hand already, or when its workspace has too much in hand: it is sent again until somebody takes it. */
    private boolean take(ExecutionRequested message, Runnable acknowledge) {
        if (held.find(message.executionId()) != null) {
            return false;
        }
        if (held.hasNoRoomFor(message)) {
            with.metrics().messageLeft();
            return false;
        }
        hold(HeldExecution.of(message, acknowledge));
        return true;
    }

    private void hold(HeldExecution execution) {
        held.take(execution);
        claimAhead(execution);
        agenda.add(execution.dueAt(), execution);
    }

    /** What is due in a moment, or already, is claimed when it has a place: that is as soon. */
    private void claimAhead(HeldExecution execution) {
        Instant now = with.clock().instant();
        if (execution.dueAt().isAfter(now.plus(TOO_LATE_TO_GATHER))
                && !execution.dueAt().isAfter(now.plus(with.config().claimAhead()))
                && ahead.enter(execution)) {
            claims.addAhead(execution);
        }
    }

    private void due(HeldExecution execution) {
        if (execution.isCanceled()) {
            execution.acknowledge();
            ahead.leave(execution);
            held.letGo(execution);
        } else {
            admission.offer(execution.lane(), execution);
        }
    }

    private void admitted(HeldExecution execution) {
        execution.admitted();
        takeAdmitted(execution);
    }

    /** Whoever is admitted while it is claimed ahead goes on when that claim has come back. */
    private void takeAdmitted(HeldExecution execution) {
        if (!stopping && execution.isAdmitted() && !execution.isClaiming()) {
            claims.add(execution);
        }
    }

    private void begin(HeldExecution execution, ClaimedExecution claim) {
        ahead.leave(execution);
        if (!claim.job().isHeld() && !stopping) {
            execution.claimed(claim);
            largeRequests.add(execution);
        } else if (claim.mustTellFirst()) {
            execution.claimed(claim.begun(with.clock().instant()));
            beginnings.addFirst(execution);
        } else {
            execution.claimed(claim);
            call(execution);
        }
    }

    /** It was admitted, and there is nothing to call. */
    private void pass(HeldExecution execution) {
        execution.acknowledge();
        ahead.leave(execution);
        largeRequests.release(execution);
        admission.release(execution.lane());
        if (execution.isClaimedAhead()) {
            releases.add(execution);
        } else {
            held.letGo(execution);
        }
    }

    private void call(HeldExecution execution) {
        rush.begun();
        calls.begin(execution);
        beginnings.add(execution);
    }

    private Uni<Void> release(List<HeldExecution> batch) {
        return with.executions()
                .release(batch.stream()
                        .flatMap(execution -> Stream.ofNullable(execution.claim()))
                        .toList())
                .invoke(() -> batch.forEach(held::letGo));
    }

    private void cancel(HeldExecution execution) {
        execution.cancel();
        ClaimedExecution claim = execution.claim();
        if (claim != null && execution.isRunning()) {
            calls.cancel(execution);
            takeNextInLine(Set.of(claim.jobId()));
        } else if (!execution.isRunning() && execution.slotOf() != null) {
            takeNextInLine(Set.of(execution.slotOf()));
        }
    }

    private void ended(HeldExecution execution, Supplier<AttemptReport> report) {
        largeRequests.release(execution);
        admission.release(execution.lane());
        reports.add(execution, report);
    }

    private Uni<Void> report(List<Ended> batch) {
        return with.executions()
                .report(batch.stream().map(Ended::report).toList())
                .chain(reported -> {
                    Accepted accepted = new Accepted(reported);
                    return with.executions().keepLate(accepted.missing(batch)).invoke(() -> {
                        settle(batch, accepted);
                        tell(reported);
                    });
                });
    }

    private void settle(List<Ended> batch, Accepted accepted) {
        for (Ended ended : batch) {
            held.letGo(ended.held());
            AttemptReport.Next next = ended.report().next();
            ReportedExecution reported = accepted.find(ended.held().id());
            if (next.held() && reported != null && !stopping) {
                hold(ended.held().again(next.at(), reported.limited() ? reported.jobId() : null));
            }
        }
        with.metrics().leasesLost(accepted.lost(batch));
    }

    private void tell(List<ReportedExecution> reported) {
        with.news().tell(reported);
        takeNextInLine(reported.stream()
                .filter(execution -> execution.limited() && execution.finishedAt() != null)
                .map(ReportedExecution::jobId)
                .collect(Collectors.toSet()));
    }

    /** What waited for a slot that is free now is taken as if its message had come. */
    private void takeNextInLine(Set<UUID> jobs) {
        if (jobs.isEmpty() || stopping) {
            return;
        }
        with.slots()
                .nextInLine(jobs)
                .subscribe()
                .with(
                        next -> next.stream().filter(message -> !stopping).forEach(message -> take(message, () -> {})),
                        failure -> LOG.warnf(
                                "the scheduler hands over who is next in line: jobs=%d %s", jobs.size(), failure));
    }

    /** Confined to the event loop like everything around it. */
    private final class AfterClaim implements Claims.Then {
        @Override
        public void ahead(HeldExecution execution, @Nullable ClaimedExecution claim) {
            boolean isWanted = held.find(execution.id()) == execution;
            execution.claimedAhead(claim == null || !isWanted ? claim : ahead.hold(execution, claim));
            if (claim == null) {
                ahead.leave(execution);
            } else {
                execution.acknowledge();
            }
            if (stopping && claim != null) {
                // The stop has let go of it already.
                held.take(execution);
                releases.add(execution);
            }
            takeAdmitted(execution);
        }

        @Override
        public void won(HeldExecution execution, ClaimedExecution claim) {
            execution.acknowledge();
            // A stop while the claim was on its way has let go of it already.
            held.take(execution);
            begin(execution, claim);
            if (execution.isCanceled()) {
                takeNextInLine(Set.of(claim.jobId()));
            }
        }

        @Override
        public void stillHeld(HeldExecution execution, ClaimedExecution claim) {
            if (!stopping) {
                begin(execution, claim);
            }
        }

        @Override
        public void passed(HeldExecution execution) {
            pass(execution);
        }

        @Override
        public void postponed(HeldExecution execution) {
            execution.postponed();
            admission.release(execution.lane());
            if (!stopping) {
                agenda.add(with.clock().instant().plus(AFTER_A_LOCK), execution);
            }
        }

        @Override
        public void ended(List<ReportedExecution> executions) {
            with.news().tell(executions);
        }
    }
}

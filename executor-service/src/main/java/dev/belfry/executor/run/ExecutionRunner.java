package dev.belfry.executor.run;

import dev.belfry.core.message.ExecutionFinished;
import dev.belfry.core.message.ExecutionRequested;
import dev.belfry.executor.admission.Admission;
import dev.belfry.executor.admission.AdmissionLimits;
import dev.belfry.executor.attempt.AttemptOutcome;
import dev.belfry.executor.attempt.Attempts;
import dev.belfry.executor.execution.AttemptReport;
import dev.belfry.executor.execution.ClaimedExecution;
import dev.belfry.executor.execution.ExecutionRepository;
import dev.belfry.executor.execution.ReportedExecution;
import dev.belfry.executor.intake.Agenda;
import dev.belfry.executor.intake.DatabaseClock;
import dev.belfry.transport.kafka.Received;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Takes executions from their message to their report. Every method runs on the one event loop. */
final class ExecutionRunner {

    /** Answers may be long: a batch of reports holds no more than this of them. */
    private static final long BATCH_CHARACTERS = 4_000_000;

    private record Ended(HeldExecution held, AttemptReport report) {}

    private final Dependencies with;
    private final Agenda<HeldExecution> agenda;
    private final Admission<HeldExecution> admission;
    private final Batcher<HeldExecution> claims;
    private final Batcher<Ended> reports;
    private final Map<UUID, HeldExecution> held = new HashMap<>();
    private volatile int heldCount;
    private boolean stopping;

    /** What the runner works with. */
    record Dependencies(
            Vertx vertx,
            RunConfig config,
            AdmissionLimits limits,
            DatabaseClock clock,
            ExecutionRepository executions,
            Attempts attempts,
            Function<List<ExecutionFinished>, Uni<Void>> publish,
            ExecutorMetrics metrics,
            String instance) {}

    ExecutionRunner(Dependencies with) {
        this.with = with;
        Batcher.Limits batches = new Batcher.Limits(
                with.config().batchSize(), BATCH_CHARACTERS, with.config().batchesUnderWay());
        this.claims = new Batcher<>("claim", with.vertx(), batches, execution -> 0, this::claim);
        this.reports = new Batcher<>(
                "report", with.vertx(), batches, ended -> ended.report().length(), this::report);
        this.admission = new Admission<>(with.limits(), this::admitted);
        this.agenda = new Agenda<>(
                with.vertx(), with.clock()::now, execution -> admission.offer(execution.lane(), execution));
    }

    /** Whether more messages may come; asked from other threads. */
    boolean hasRoom() {
        return heldCount < with.config().maxHeld();
    }

    int heldCount() {
        return heldCount;
    }

    /** Takes messages. One about an execution already in hand is a repetition. */
    void accept(List<Received<ExecutionRequested>> messages) {
        for (Received<ExecutionRequested> received : messages) {
            ExecutionRequested message = received.message();
            if (stopping) {
                continue;
            }
            if (held.containsKey(message.executionId())) {
                received.acknowledge().run();
            } else {
                hold(HeldExecution.of(message, received.acknowledge()));
            }
        }
    }

    /** Those with a lease that has to be renewed. */
    List<ClaimedExecution> claimed() {
        return held.values().stream()
                .map(HeldExecution::claim)
                .filter(claim -> claim != null)
                .toList();
    }

    /** Takes nothing new and lets go of what was not claimed yet: its messages were not acknowledged. */
    void stop() {
        stopping = true;
        agenda.clear();
        held.values().removeIf(execution -> execution.claim() == null);
        counted();
    }

    /** Whether every claimed execution was reported. */
    boolean isDrained() {
        return held.isEmpty() && claims.isIdle() && reports.isIdle();
    }

    /** Gives what is still running back to whoever takes it next; what has ended is being reported. */
    void handBack() {
        Instant now = with.clock().now();
        held.values().stream()
                .filter(HeldExecution::isRunning)
                .toList()
                .forEach(execution ->
                        reports.add(new Ended(execution, with.attempts().handedBack(claimOf(execution), now))));
    }

    private void hold(HeldExecution execution) {
        held.put(execution.id(), execution);
        counted();
        agenda.add(execution.dueAt(), execution);
    }

    private void letGo(HeldExecution execution) {
        held.remove(execution.id(), execution);
        counted();
    }

    private void counted() {
        heldCount = held.size();
    }

    private void admitted(HeldExecution execution) {
        if (!stopping) {
            claims.add(execution);
        }
    }

    private Uni<Void> claim(List<HeldExecution> batch) {
        List<UUID> ids = batch.stream().map(HeldExecution::id).sorted().toList();
        return with.executions()
                .claim(ids, with.instance(), with.config().lease())
                .invoke(claimed -> begin(batch, claimed))
                .replaceWithVoid();
    }

    private void begin(List<HeldExecution> batch, List<ClaimedExecution> claimed) {
        with.metrics().claimed(batch.size(), claimed.size());
        Map<UUID, ClaimedExecution> byId =
                claimed.stream().collect(Collectors.toMap(ClaimedExecution::id, Function.identity()));
        for (HeldExecution execution : batch) {
            execution.acknowledge();
            ClaimedExecution claim = byId.get(execution.id());
            if (claim == null) {
                // Somebody else has it, or it was canceled, skipped or deleted: nothing to do.
                letGo(execution);
                admission.release(execution.lane());
            } else {
                execution.claimed(claim);
                // A stop while the claim was on its way has let go of it already.
                held.put(execution.id(), execution);
                call(execution, claim);
            }
        }
    }

    private void call(HeldExecution execution, ClaimedExecution claim) {
        Instant startedAt = with.clock().now();
        if (claim.attempt() == 1) {
            with.metrics().started(claim.scheduledFor(), startedAt);
        }
        with.attempts().make(claim).subscribe().with(outcome -> ended(execution, claim, outcome, startedAt));
    }

    private void ended(HeldExecution execution, ClaimedExecution claim, AttemptOutcome outcome, Instant startedAt) {
        execution.ended();
        admission.release(execution.lane());
        with.metrics().attempted(outcome);
        AttemptReport report =
                with.attempts().report(claim, outcome, startedAt, with.clock().now());
        reports.add(new Ended(execution, report));
    }

    private Uni<Void> report(List<Ended> batch) {
        List<AttemptReport> written = batch.stream().map(Ended::report).toList();
        return with.executions()
                .report(written)
                .chain(accepted ->
                        with.executions().keepLate(notIn(accepted, written)).invoke(() -> settle(batch, accepted)));
    }

    private static List<AttemptReport> notIn(List<ReportedExecution> accepted, List<AttemptReport> reports) {
        Set<UUID> ids = ids(accepted);
        return reports.stream()
                .filter(report -> !ids.contains(report.executionId()))
                .toList();
    }

    private static Set<UUID> ids(List<ReportedExecution> accepted) {
        return accepted.stream().map(ReportedExecution::id).collect(Collectors.toSet());
    }

    private void settle(List<Ended> batch, List<ReportedExecution> accepted) {
        with.metrics().reported(batch.size(), accepted.size());
        Set<UUID> ours = ids(accepted);
        for (Ended ended : batch) {
            letGo(ended.held());
            AttemptReport.Next next = ended.report().next();
            if (next.held() && ours.contains(ended.held().id()) && !stopping) {
                hold(ended.held().again(next.at()));
            }
        }
        tell(accepted.stream().flatMap(execution -> execution.news().stream()).toList());
    }

    private void tell(List<ExecutionFinished> news) {
        with.publish()
                .apply(news)
                .subscribe()
                .with(sent -> {}, failure -> with.metrics().newsLost(news.size(), failure));
    }

    private static ClaimedExecution claimOf(HeldExecution execution) {
        ClaimedExecution claim = execution.claim();
        if (claim == null) {
            throw new IllegalStateException("execution " + execution.id() + " has no claim");
        }
        return claim;
    }
}

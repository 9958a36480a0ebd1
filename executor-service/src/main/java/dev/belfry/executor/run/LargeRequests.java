package dev.belfry.executor.run;

import dev.belfry.executor.admission.Admission;
import dev.belfry.executor.execution.ClaimedExecution;
import dev.belfry.executor.execution.ExecutionRepository;
import dev.belfry.executor.execution.ReadJob;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Reads what was too large to be held since its claim, when its call is to begin and there is room for its request. The
 * room is given back when the call ends. Confined to the event loop.
 */
final class LargeRequests {

    /** What one statement may bring; a single request may exceed it. */
    private static final long BATCH_BYTES = 2 * 1024 * 1024;

    private final ExecutionRepository executions;
    private final Admission<HeldExecution> room;
    private final Batcher<HeldExecution> reads;
    private final BiConsumer<HeldExecution, ClaimedExecution> begin;
    private final Consumer<HeldExecution> touched;
    private boolean stopping;

    /**
     * Reads for one runner.
     *
     * @param begin has the call made of a claim that holds all it needs
     * @param touched is given what somebody has touched since it was claimed
     */
    LargeRequests(
            ExecutionRunner.Dependencies with,
            Batcher.Limits batches,
            BiConsumer<HeldExecution, ClaimedExecution> begin,
            Consumer<HeldExecution> touched) {
        this.executions = with.executions();
        this.room = new Admission<>(with.limits().largeRequests(), LargeRequests::weight, this::read);
        this.reads = new Batcher<>(
                "read-request", with.vertx(), batches.weighing(BATCH_BYTES), LargeRequests::weight, this::readAll);
        this.begin = begin;
        this.touched = touched;
    }

    /** Its call is to begin, and its claim does not hold what it needs. */
    void add(HeldExecution execution) {
        execution.awaitsRequest(true);
        room.offer(execution.lane(), execution);
    }

    /** Its call is over, or never comes. */
    void release(HeldExecution execution) {
        long bytes = execution.leaveRequest();
        if (bytes > 0) {
            room.release(execution.lane(), bytes);
        }
    }

    /** Reads nothing more. What waits is the runner's to give back. */
    void stop() {
        stopping = true;
        reads.stop();
    }

    boolean isIdle() {
        return reads.isIdle();
    }

    /** Until it was read it counted as long as it might be. */
    private void holdNoMoreThan(HeldExecution execution, long bytes) {
        long counted = execution.leaveRequest();
        long actual = Math.max(1, bytes);
        execution.holdsRequest(actual);
        if (counted > actual) {
            room.release(execution.lane(), counted - actual);
        }
    }

    /** It is longer than could be known without reading it. */
    private void askForMore(HeldExecution execution, ClaimedExecution claim) {
        release(execution);
        execution.claimed(claim);
        add(execution);
    }

    private static long weight(HeldExecution execution) {
        ClaimedExecution claim = execution.claim();
        return claim == null ? 1 : Math.max(1, claim.job().length());
    }

    private void read(HeldExecution execution) {
        execution.holdsRequest(weight(execution));
        reads.add(execution);
    }

    private Uni<Void> readAll(List<HeldExecution> batch) {
        List<ClaimedExecution> claims = batch.stream()
                .flatMap(execution -> Stream.ofNullable(execution.claim()))
                .toList();
        return executions.read(claims).invoke(read -> goOn(batch, read)).replaceWithVoid();
    }

    private void goOn(List<HeldExecution> batch, Map<UUID, ReadJob> read) {
        for (HeldExecution execution : batch) {
            ClaimedExecution claim = execution.claim();
            ReadJob job = read.get(execution.id());
            if (stopping) {
                continue;
            }
            execution.awaitsRequest(false);
            if (claim == null || job == null) {
                release(execution);
                touched.accept(execution);
            } else if (job.isHeld()) {
                holdNoMoreThan(execution, job.length());
                begin.accept(execution, claim.with(job));
            } else {
                askForMore(execution, claim.with(job));
            }
        }
    }
}

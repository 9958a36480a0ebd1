package dev.belfry.executor.run;

import dev.belfry.executor.execution.ClaimedExecution;
import dev.belfry.executor.execution.ExecutionRepository;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Writes down that calls have begun. Most calls end soon, and their report tells when they began; so only what goes on
 * for a while is shown as running meanwhile. A request that quotes the time of its beginning is written down first, so
 * that every attempt quotes the same. Confined to the event loop.
 */
final class Beginnings {

    private record Begun(HeldExecution execution, long atNanos) {}

    private final Vertx vertx;
    private final ExecutionRepository executions;
    private final Duration after;
    private final Deque<Begun> calls = new ArrayDeque<>();
    private final Batcher<HeldExecution> shown;
    private final Batcher<HeldExecution> first;
    private boolean looking;

    Beginnings(
            ExecutionRunner.Dependencies with,
            BiFunction<String, Function<List<HeldExecution>, Uni<Void>>, Batcher<HeldExecution>> batcher,
            Consumer<HeldExecution> call,
            Consumer<HeldExecution> pass) {
        this.vertx = with.vertx();
        this.executions = with.executions();
        this.after = with.config().showRunningAfter();
        this.shown = batcher.apply("show-running", this::show);
        this.first = batcher.apply(
                "write-beginning",
                batch -> executions
                        .begun(claims(batch), false)
                        .invoke(begun -> batch.forEach(
                                execution -> (begun.contains(execution.id()) ? call : pass).accept(execution)))
                        .replaceWithVoid());
    }

    /** Writes the beginning down, and has the call made then; not of what is no longer ours. */
    void addFirst(HeldExecution execution) {
        first.add(execution);
    }

    /** Whether nothing is being written that a call waits for. */
    boolean isIdle() {
        return first.isIdle();
    }

    /** A call has begun. */
    void add(HeldExecution execution) {
        calls.add(new Begun(execution, System.nanoTime()));
        lookLater();
    }

    private void lookLater() {
        if (!looking && !calls.isEmpty()) {
            looking = true;
            vertx.setTimer(Math.max(1, after.toMillis() / 2), fired -> {
                looking = false;
                look();
                lookLater();
            });
        }
    }

    private void look() {
        long old = System.nanoTime() - after.toNanos();
        while (!calls.isEmpty() && calls.element().atNanos() - old < 0) {
            HeldExecution execution = calls.remove().execution();
            ClaimedExecution claim = execution.claim();
            if (execution.isRunning() && claim != null && !claim.shownRunning()) {
                shown.add(execution);
            }
        }
    }

    private Uni<Void> show(List<HeldExecution> batch) {
        return executions
                .begun(claims(batch.stream().filter(HeldExecution::isRunning).toList()), true)
                .replaceWithVoid();
    }

    private static List<ClaimedExecution> claims(List<HeldExecution> batch) {
        return batch.stream()
                .flatMap(execution -> Stream.ofNullable(execution.claim()))
                .toList();
    }
}

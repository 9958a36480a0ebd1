package dev.belfry.executor.run;

import dev.belfry.executor.execution.AttemptReport;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Writes down how attempts ended, batch by batch. While many calls begin, reports wait for a moment: a call that comes
 * late cannot be mended, a report that comes late can. A crash in that moment costs what a crash before any report costs,
 * a call that is made again. Confined to the event loop.
 */
final class Reports {

    /** An attempt that has ended, with its report. */
    record Ended(HeldExecution held, AttemptReport report) {}

    private record Waiting(HeldExecution held, Supplier<AttemptReport> report, long sinceNanos) {}

    /** However many calls begin. */
    private static final Duration LONGEST_WAIT = Duration.ofMillis(500);

    private static final long LOOK_EVERY_MILLIS = 10;

    private final Vertx vertx;
    private final Rush rush;
    private final Batcher<Ended> batches;
    private final Deque<Waiting> waiting = new ArrayDeque<>();
    private boolean looking;

    Reports(Vertx vertx, Rush rush, Batcher.Limits limits, Function<List<Ended>, Uni<Void>> write) {
        this.vertx = vertx;
        this.rush = rush;
        this.batches =
                new Batcher<>("report", vertx, limits, ended -> ended.report().length(), write);
    }

    /** An attempt has ended; its report is made when it is to be written. */
    void add(HeldExecution held, Supplier<AttemptReport> report) {
        waiting.add(new Waiting(held, report, System.nanoTime()));
        look();
    }

    /** Whether nothing waits and nothing is on its way. */
    boolean isIdle() {
        return waiting.isEmpty() && batches.isIdle();
    }

    private void look() {
        long old = System.nanoTime() - LONGEST_WAIT.toNanos();
        while (!waiting.isEmpty() && (!rush.isOn() || waiting.element().sinceNanos() - old < 0)) {
            Waiting next = waiting.remove();
            batches.add(new Ended(next.held(), next.report().get()));
        }
        if (!waiting.isEmpty() && !looking) {
            looking = true;
            vertx.setTimer(LOOK_EVERY_MILLIS, fired -> {
                looking = false;
                look();
            });
        }
    }
}

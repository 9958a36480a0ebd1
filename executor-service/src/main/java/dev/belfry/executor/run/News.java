package dev.belfry.executor.run;

import dev.belfry.core.execution.ExecutionStatus;
import dev.belfry.core.message.ExecutionCancelRequested;
import dev.belfry.core.message.ExecutionFinished;
import dev.belfry.executor.execution.ReportedExecution;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.function.Function;

/** Tells the others what was committed. Waits for nothing: whatever does not arrive, somebody finds in the rows. */
final class News {

    private final Function<List<ExecutionFinished>, Uni<Void>> finished;
    private final Function<List<ExecutionCancelRequested>, Uni<Void>> canceled;
    private final ExecutorMetrics metrics;

    News(
            Function<List<ExecutionFinished>, Uni<Void>> finished,
            Function<List<ExecutionCancelRequested>, Uni<Void>> canceled,
            ExecutorMetrics metrics) {
        this.finished = finished;
        this.canceled = canceled;
        this.metrics = metrics;
    }

    /** Tells of those that have ended, and whoever makes the calls of the canceled ones to stop. */
    void tell(List<ReportedExecution> moved) {
        send(
                finished,
                moved.stream().flatMap(execution -> execution.news().stream()).toList());
        send(
                canceled,
                moved.stream()
                        .filter(execution -> execution.status().equals(ExecutionStatus.CANCELED.wireName()))
                        .map(execution -> new ExecutionCancelRequested(execution.id(), execution.workspaceId()))
                        .toList());
    }

    private <T> void send(Function<List<T>, Uni<Void>> to, List<T> messages) {
        if (!messages.isEmpty()) {
            to.apply(messages).subscribe().with(sent -> {}, failure -> metrics.newsLost(messages.size(), failure));
        }
    }
}

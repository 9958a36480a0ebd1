package dev.belfry.executor.run;

import dev.belfry.core.execution.ExecutionStatus;
import dev.belfry.executor.execution.AttemptReport;
import dev.belfry.executor.execution.ReportedExecution;
import dev.belfry.executor.run.Reports.Ended;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Which reports of a batch counted: those whose lease was still ours. */
final class Accepted {

    private final Map<UUID, ReportedExecution> byId;

    Accepted(List<ReportedExecution> accepted) {
        this.byId = accepted.stream().collect(Collectors.toMap(ReportedExecution::id, Function.identity()));
    }

    /** Null when its report did not count. */
    @Nullable
    ReportedExecution find(UUID execution) {
        return byId.get(execution);
    }

    List<AttemptReport> missing(List<Ended> batch) {
        return batch.stream()
                .map(Ended::report)
                .filter(report -> !byId.containsKey(report.executionId()))
                .toList();
    }

    /** How many leases were lost. A canceled execution has none either, but nobody has lost it. */
    long lost(List<Ended> batch) {
        return missing(batch).stream()
                .filter(report -> report.next().status() != ExecutionStatus.CANCELED)
                .count();
    }
}

package dev.belfry.api.execution;

import dev.belfry.api.page.QueryValue;
import dev.belfry.core.execution.ExecutionStatus;
import dev.belfry.core.execution.TriggerSource;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which executions to list; null means any.
 *
 * @param jobName part of the job's name, in any case
 * @param from the earliest scheduled time
 * @param to the scheduled time that is too late
 */
record ExecutionFilter(
        @Nullable String status,
        @Nullable String source,
        @Nullable String jobName,
        @Nullable Instant from,
        @Nullable Instant to,
        @Nullable UUID jobId) {

    static ExecutionFilter of(ExecutionQuery query, @Nullable UUID jobId) {
        return new ExecutionFilter(
                QueryValue.oneOf("status", query.status, ExecutionStatus.values()),
                QueryValue.oneOf("source", query.source, TriggerSource.values()),
                QueryValue.text("job_name", query.jobName),
                QueryValue.instant("from", query.from),
                QueryValue.instant("to", query.to),
                jobId);
    }
}

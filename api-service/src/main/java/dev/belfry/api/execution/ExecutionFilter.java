package dev.belfry.api.execution;

import dev.belfry.api.page.QueryValue;
import dev.belfry.core.execution.ExecutionStatus;
import dev.belfry.core.execution.TriggerSource;
import java.time.Instant;
import java.util.Collection;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which executions to list; null means any.
 *
 * @param jobName part of the job's name, in any case
 * @param tag one of the job's tags
 * @param from the earliest scheduled time
 * @param to the scheduled time that is too late
 */
public record ExecutionFilter(
        @Nullable String status,
        @Nullable String source,
        @Nullable String jobName,
        @Nullable String tag,
        @Nullable Instant from,
        @Nullable Instant to,
        @Nullable UUID jobId) {

    public static ExecutionFilter of(ExecutionQuery query, @Nullable UUID jobId) {
        Instant from = QueryValue.instant("from", query.from);
        Instant to = QueryValue.instant("to", query.to);
        QueryValue.requireOrder(from, to);
        return new ExecutionFilter(
                QueryValue.oneOf("status", query.status, ExecutionStatus.values()),
                QueryValue.oneOf("source", query.source, TriggerSource.values()),
                QueryValue.text("job_name", query.jobName),
                QueryValue.text("tag", query.tag),
                from,
                to,
                jobId);
    }

    /** Whether an execution, whose job has these tags, is one of those to list. */
    public boolean matches(ExecutionView execution, Collection<String> tags) {
        return (status == null || status.equals(execution.status()))
                && (source == null || source.equals(execution.source()))
                && (jobId == null || jobId.equals(execution.jobId()))
                && (tag == null || tags.contains(tag))
                && (jobName == null || isNamed(execution.jobName(), jobName))
                && (from == null || !execution.scheduledFor().isBefore(from))
                && (to == null || execution.scheduledFor().isBefore(to));
    }

    private static boolean isNamed(String name, String part) {
        return name.toLowerCase(Locale.ROOT).contains(part.toLowerCase(Locale.ROOT));
    }

    ExecutionFilter ofJob(UUID onlyJob) {
        return new ExecutionFilter(status, source, null, tag, from, to, onlyJob);
    }
}

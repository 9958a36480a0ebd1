package dev.belfry.scheduler.dispatch;

import dev.belfry.core.execution.ExecutionId;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The row of a tick.
 *
 * @param scheduledFor the tick, or the newest of those that a skipped row stands for
 * @param url where its call goes
 * @param limited whether its job has a concurrency limit
 * @param missedCount null unless the row is skipped: how many ticks it stands for
 * @param completesPlan the plan that ends with this tick, if it is the last
 */
public record NewExecution(
        UUID jobId,
        UUID workspaceId,
        Instant scheduledFor,
        String url,
        boolean limited,
        @Nullable Integer missedCount,
        @Nullable Integer completesPlan) {

    public UUID id() {
        return ExecutionId.ofTick(jobId, scheduledFor);
    }

    public boolean isSkipped() {
        return missedCount != null;
    }
}

package dev.belfry.api.plan;

import dev.belfry.api.auth.WorkspaceId;
import dev.belfry.core.schedule.JobKind;
import dev.belfry.core.schedule.ScheduleSpec;
import java.time.Instant;
import java.util.UUID;

/**
 * What planning needs to know of a job.
 *
 * @param anchor where a recurring job counts from
 * @param number the plan's number; the last tick of a schedule carries it
 */
public record PlannedJob(WorkspaceId workspace, UUID jobId, Timing timing, Instant anchor, int number) {

    /** When a job runs, as its definition states it. */
    public record Timing(JobKind kind, ScheduleSpec schedule) {}
}

package dev.belfry.scheduler.plan;

import dev.belfry.core.schedule.Schedule;
import java.time.Instant;
import java.util.UUID;

/**
 * A claimed job.
 *
 * @param nextRunAt the oldest tick without an execution
 * @param plan the job's plan, for the last tick to complete
 * @param limited whether only so many of its executions may be open at once
 * @param url where its calls go
 */
public record DueJob(
        UUID id, UUID workspaceId, Instant nextRunAt, Schedule schedule, int plan, boolean limited, String url) {}

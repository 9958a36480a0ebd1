package dev.belfry.api.definition;

import dev.belfry.api.plan.PlannedJob;
import dev.belfry.core.schedule.JobKind;
import dev.belfry.core.schedule.ScheduleSpec;
import java.util.Objects;

/** The part of a job that decides when it runs: changing any of it begins a new plan. */
public record JobTiming(JobKind kind, ScheduleSpec schedule, JobState state) {

    public JobTiming in(JobState other) {
        return new JobTiming(kind, schedule, other);
    }

    public boolean isActive() {
        return state == JobState.ACTIVE;
    }

    public boolean hasScheduleOf(JobTiming other) {
        return kind == other.kind && schedule.equals(other.schedule);
    }

    /** Whether a recurring job counts on from where it did; a cron expression counts from nowhere. */
    public boolean keepsAnchorOf(JobTiming other) {
        return kind == other.kind && Objects.equals(schedule.everyNMinutes(), other.schedule.everyNMinutes());
    }

    public PlannedJob.Timing planned() {
        return new PlannedJob.Timing(kind, schedule);
    }
}

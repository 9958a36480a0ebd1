package dev.belfry.api.job;

import dev.belfry.api.definition.JobState;
import dev.belfry.api.definition.JobTiming;
import dev.belfry.api.problem.Problem;
import dev.belfry.core.execution.EndReason;

/** What a wish for another timing means for a job that exists. Pure; the table of states lives here. */
record JobChange(JobTiming before, JobTiming after) {

    /** @throws Problem when the wished state cannot be reached from the present one */
    static JobChange of(JobTiming before, JobTiming wished) {
        boolean rescheduled = !wished.hasScheduleOf(before);
        if (before.state() != JobState.COMPLETED || wished.isActive()) {
            return new JobChange(before, wished);
        }
        if (wished.state() == JobState.COMPLETED) {
            // Sending back what was read says nothing about the state, so a new schedule wakes the job.
            return new JobChange(before, rescheduled ? wished.in(JobState.ACTIVE) : wished);
        }
        if (!rescheduled) {
            throw Problem.conflict("the job is completed: nothing of it is left to be "
                    + wished.state().wireName() + "; give it a new schedule or state active");
        }
        return new JobChange(before, wished);
    }

    boolean isNewPlan() {
        return !after.equals(before);
    }

    boolean movesAnchor() {
        return !after.keepsAnchorOf(before);
    }

    /** Whether a job that was not meant to run is meant to run now. */
    boolean isActivation() {
        return after.isActive() && !before.isActive() && before.state() != JobState.PAUSED;
    }

    /**
     * Whether a schedule without a next run is a mistake. A paused job whose time has passed is simply over; somebody
     * who schedules or activates one now should hear about it.
     */
    boolean mustRunAgain() {
        return isActivation() || !after.hasScheduleOf(before);
    }

    EndReason stopReason() {
        return after.isActive() ? EndReason.EDITED : EndReason.PAUSED;
    }
}

package dev.belfry.api.job;

import dev.belfry.api.auth.WorkspaceId;
import dev.belfry.api.definition.JobReader;
import dev.belfry.api.definition.JobState;
import dev.belfry.api.definition.JobTiming;
import dev.belfry.api.job.JobCreationRepository.Planned;
import dev.belfry.api.plan.Plan;
import dev.belfry.api.plan.PlanService;
import dev.belfry.api.plan.PlannedJob;
import dev.belfry.api.problem.Detail;
import dev.belfry.api.problem.Problem;
import dev.belfry.core.schedule.JobKind;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.function.Function;

/** Brings a job's row and its plan in line with a timing, inside the caller's transaction. */
@ApplicationScoped
class JobPlanner {

    private final JobRepository jobs;
    private final PlanService plans;
    private final JobReader reader;
    private final JobDocument documents;
    private final Clock clock;

    JobPlanner(JobRepository jobs, PlanService plans, JobReader reader, JobDocument documents, Clock clock) {
        this.jobs = jobs;
        this.plans = plans;
        this.reader = reader;
        this.documents = documents;
        this.clock = clock;
    }

    /** A new job's row and what is planned for it. Stores nothing. */
    Planned planned(WorkspaceId workspace, JobCreation creation) {
        Job job = creation.row(workspace, documents);
        JobTiming timing = creation.definition().timing();
        if (!timing.isActive()) {
            return new Planned(job, Plan.NONE);
        }
        requireNext(job, timing, job.createdAt);
        return new Planned(job, plans.first(planned(job, timing), job.createdAt));
    }

    /**
     * Changes a job that the caller has locked; with another timing the old plan ends and a new one begins.
     *
     * @param decision what to change, given the present instant
     */
    Uni<Plan> change(Job job, Function<Instant, JobChange> decision) {
        // Taken under the lock, so that changes to one job follow each other in time as well.
        Instant now = clock.instant();
        boolean wasLimited = isLimited(job);
        JobChange change = decision.apply(now);
        Uni<Plan> changed =
                change.isNewPlan() ? replan(job, change, now) : jobs.save(job).replaceWith(Plan.NONE);
        return isLimited(job) == wasLimited
                ? changed
                : changed.call(() -> plans.limit(workspaceOf(job), job.id, !wasLimited));
    }

    private static boolean isLimited(Job job) {
        return job.concurrencyLimit != null;
    }

    private Uni<Plan> replan(Job job, JobChange change, Instant now) {
        if (change.isActivation()) {
            reader.requireFuture(change.after(), now);
        }
        PlannedJob old = planned(job, change.before());
        job.updatedAt = now;
        job.plan++;
        if (change.movesAnchor()) {
            job.anchorAt = now;
        }
        return settled(job, change, now).chain(timing -> {
            documents.write(job, timing);
            return jobs.save(job)
                    .chain(() -> plans.stop(old, change.stopReason(), now))
                    .chain(() -> start(job, timing, now));
        });
    }

    void announce(Plan plan) {
        plans.announce(plan);
    }

    /** The timing that the change leads to: a job of which nothing is left to run is completed, not active. */
    private Uni<JobTiming> settled(Job job, JobChange change, Instant now) {
        JobTiming wished = change.after();
        if (!wished.isActive()) {
            return Uni.createFrom().item(wished);
        }
        if (change.mustRunAgain()) {
            requireNext(job, wished, now);
            return Uni.createFrom().item(wished);
        }
        if (wished.kind() == JobKind.ONE_TIME) {
            return plans.hasBegun(workspaceOf(job), job.id)
                    .map(begun -> begun ? wished.in(JobState.COMPLETED) : wished);
        }
        boolean over = plans.next(planned(job, wished), now).isEmpty();
        return Uni.createFrom().item(over ? wished.in(JobState.COMPLETED) : wished);
    }

    private void requireNext(Job job, JobTiming timing, Instant now) {
        if (timing.kind() != JobKind.ONE_TIME
                && plans.next(planned(job, timing), now).isEmpty()) {
            throw Problem.invalid(new Detail("schedule", "never_runs", "has no run after now", null));
        }
    }

    private Uni<Plan> start(Job job, JobTiming timing, Instant now) {
        return timing.isActive()
                ? plans.start(planned(job, timing), now)
                : Uni.createFrom().item(Plan.NONE);
    }

    private static PlannedJob planned(Job job, JobTiming timing) {
        return new PlannedJob(workspaceOf(job), job.id, timing.planned(), job.anchorAt, job.plan);
    }

    private static WorkspaceId workspaceOf(Job job) {
        return new WorkspaceId(job.workspaceId);
    }
}

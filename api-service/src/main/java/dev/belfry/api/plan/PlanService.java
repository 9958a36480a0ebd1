package dev.belfry.api.plan;

import dev.belfry.api.auth.WorkspaceId;
import dev.belfry.core.execution.EndReason;
import dev.belfry.core.schedule.JobKind;
import dev.belfry.core.schedule.Schedule;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Starts and stops the plan of a job, inside the caller's transaction and after the caller has locked the job.
 *
 * <p>One {@code now} divides the old plan from the new: ticks up to it are the old plan's, ticks after it the new one's.
 * Were they two instants, both plans could hold the same tick, hence the same execution id, and the new one would find
 * its tick skipped already.
 */
@ApplicationScoped
public class PlanService {

    private static final Logger LOG = Logger.getLogger(PlanService.class);

    /** Each ring makes the scheduler look once, whatever it finds; under load it shall find more than one thing. */
    private static final Duration BETWEEN_RINGS = Duration.ofMillis(5);

    private final PlanRepository plans;
    private final Clock clock;
    private final Doorbell scheduler;

    PlanService(PlanRepository plans, Clock clock, Vertx vertx) {
        this.plans = plans;
        this.clock = clock;
        this.scheduler = new Doorbell(() -> plans.wakeScheduler()
                .onFailure()
                .invoke(failure -> LOG.warn("The scheduler could not be woken and will find the work itself", failure))
                .onItemOrFailure()
                .transformToUni((rung, failure) -> pause(vertx)));
    }

    private static Uni<Void> pause(Vertx vertx) {
        return Uni.createFrom().emitter(over -> vertx.setTimer(BETWEEN_RINGS.toMillis(), fired -> over.complete(null)));
    }

    /** When the job would run next; nothing when never. A one_time job runs at once instead. */
    public Optional<Instant> next(PlannedJob job, Instant now) {
        return schedule(job).next(now);
    }

    /** What {@link #start} would plan for an active job, if it did. */
    public Plan first(PlannedJob job, Instant now) {
        return job.timing().kind() == JobKind.ONE_TIME
                ? new Plan(null, true)
                : new Plan(next(job, now).orElse(null), false);
    }

    /** Plans an active job from now on. There must be no plan of it: it is new, or it was stopped before. */
    public Uni<Plan> start(PlannedJob job, Instant now) {
        if (job.timing().kind() == JobKind.ONE_TIME) {
            return plans.queueTick(job.workspace(), job.jobId(), now, job.number())
                    .replaceWith(new Plan(null, true));
        }
        return next(job, now)
                .map(next -> plans.insertDue(job.workspace(), job.jobId(), next).replaceWith(new Plan(next, false)))
                .orElseGet(() -> Uni.createFrom().item(Plan.NONE));
    }

    /**
     * Makes a job's open executions heed its concurrency limit, or no more. Whatever is planned or queued after the
     * caller's transaction reads the limit from the job.
     */
    public Uni<Void> limit(WorkspaceId workspace, UUID job, boolean limited) {
        return plans.lockDue(workspace, job)
                .chain(() -> plans.limitOpen(workspace, job, limited))
                .replaceWithVoid();
    }

    /**
     * Ends a job's plan: ticks to come vanish, ticks that are due and not begun are skipped for the reason; those that no
     * scheduler has come to, because none could, are skipped as one row that counts them. What has begun goes on.
     */
    public Uni<Void> stop(PlannedJob old, EndReason reason, Instant now) {
        WorkspaceId workspace = old.workspace();
        UUID job = old.jobId();
        return plans.nextRun(workspace, job)
                .chain(next -> missed(old, next, reason, now)
                        .map(missed -> plans.recordMissed(workspace, job, missed))
                        .orElseGet(() -> Uni.createFrom().item(0)))
                .chain(() -> plans.deleteDue(workspace, job))
                .chain(() -> plans.deleteComingTicks(workspace, job, now))
                .chain(() -> plans.skipDueTicks(workspace, job, now, reason))
                .replaceWithVoid();
    }

    private static Optional<PlanRepository.Missed> missed(
            PlannedJob old, @Nullable Instant next, EndReason reason, Instant now) {
        if (next == null || next.isAfter(now)) {
            return Optional.empty();
        }
        Schedule schedule = schedule(old);
        Instant newest = next;
        int count = 1;
        Optional<Instant> tick = schedule.next(newest);
        while (tick.isPresent() && !tick.get().isAfter(now)) {
            newest = tick.get();
            count++;
            tick = schedule.next(newest);
        }
        return Optional.of(new PlanRepository.Missed(newest, count, reason, now));
    }

    private static Schedule schedule(PlannedJob job) {
        return Schedule.of(job.timing().kind(), job.timing().schedule(), job.jobId(), job.anchor());
    }

    /** Whether the schedule of the job has led to a call. */
    public Uni<Boolean> hasBegun(WorkspaceId workspace, UUID job) {
        return plans.hasBegun(workspace, job);
    }

    /**
     * Tells the scheduler about work that cannot wait for its next poll. After the commit only: before it there is
     * nothing to find, and PostgreSQL commits transactions that notify one after the other.
     */
    public void announce(Plan plan) {
        if (plan.isUrgent(clock.instant())) {
            scheduler.ring();
        }
    }
}

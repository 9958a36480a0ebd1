package dev.belfry.scheduler.claim;

import dev.belfry.core.schedule.CatchUp;
import dev.belfry.core.schedule.JobKind;
import dev.belfry.core.schedule.Schedule;
import dev.belfry.core.schedule.ScheduleSpec;
import dev.belfry.scheduler.claim.JobDueRepository.Claimed;
import dev.belfry.scheduler.dispatch.ExecutionRepository;
import dev.belfry.scheduler.dispatch.NewExecution;
import dev.belfry.scheduler.plan.DueJob;
import dev.belfry.scheduler.plan.TickPlan;
import dev.belfry.scheduler.plan.TickPlan.Moment;
import dev.belfry.transport.json.WireJson;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;

/** One transaction: lock due jobs, write their executions, move the jobs on. */
final class JobClaim {

    /**
     * What one claim did.
     *
     * @param jobs how many rows were locked
     * @param executions the rows written, to be handed over now that they are committed
     */
    record Result(int jobs, List<NewExecution> executions) {}

    private static final Logger LOG = Logger.getLogger(JobClaim.class);

    /** A row that cannot be planned must not stand in the way of the others, nor be forgotten. */
    private static final Duration UNREADABLE_AGAIN_AFTER = Duration.ofMinutes(5);

    private static final Duration LONG_AGO = Duration.ofDays(365_000);

    private final Pool pool;
    private final JobDueRepository due = new JobDueRepository();
    private final ExecutionRepository executions;
    private final ClaimConfig config;

    JobClaim(Pool pool, ExecutionRepository executions, ClaimConfig config) {
        this.pool = pool;
        this.executions = executions;
        this.config = config;
    }

    /** Claims what comes due within the lookahead, or has within the last seconds. */
    Uni<Result> claimDue() {
        return claim(config.missedAfter().negated(), config.lookahead());
    }

    /**
     * Claims what an outage has left behind. Apart from the others, because jobs that make up many ticks stay in front
     * of the queue until they are through and would keep everybody else waiting.
     */
    Uni<Result> claimMissed() {
        return claim(LONG_AGO.negated(), config.missedAfter().negated());
    }

    private Uni<Result> claim(Duration after, Duration upTo) {
        return pool.withTransaction(
                in -> due.claim(in, after, upTo, config.batchSize()).chain(claimed -> advance(in, claimed)));
    }

    private Uni<Result> advance(SqlConnection in, List<Claimed> claimed) {
        if (claimed.isEmpty()) {
            return Uni.createFrom().item(new Result(0, List.of()));
        }
        Instant now = claimed.get(0).now();
        Moment moment = new Moment(now, now.plus(config.lookahead()), config.missedAfter());
        Advance advance = new Advance(now);
        List<DueJob> jobs =
                claimed.stream().flatMap(row -> read(row, advance).stream()).toList();
        return countOpen(in, jobs, moment)
                .invoke(open -> jobs.forEach(job -> advance.add(
                        job, TickPlan.of(job.schedule(), job.nextRunAt(), moment, open.getOrDefault(job.id(), 0)))))
                .chain(() -> executions.insert(in, advance.executions))
                .chain(() -> due.advance(in, advance.advancedJobs, advance.nextRunsAt))
                .chain(() -> due.remove(in, advance.exhaustedJobs))
                .chain(() -> due.complete(in, advance.completedJobs))
                .replaceWith(() -> new Result(claimed.size(), advance.executions));
    }

    private Optional<DueJob> read(Claimed row, Advance advance) {
        try {
            Schedule schedule = Schedule.of(
                    JobKind.valueOf(row.kind().toUpperCase(Locale.ROOT)),
                    WireJson.read(row.schedule(), ScheduleSpec.class),
                    row.jobId(),
                    row.anchorAt());
            return Optional.of(
                    new DueJob(row.jobId(), row.workspaceId(), row.nextRunAt(), schedule, row.plan(), row.url()));
        } catch (IllegalArgumentException e) {
            LOG.errorf(e, "schedule cannot be read, it is looked at again in five minutes: jobId=%s", row.jobId());
            advance.postpone(row.jobId());
            return Optional.empty();
        }
    }

    private Uni<Map<UUID, Integer>> countOpen(SqlConnection in, List<DueJob> jobs, Moment moment) {
        List<DueJob> makingUp = jobs.stream()
                .filter(job -> job.schedule().catchUp() == CatchUp.ALL)
                .filter(job -> job.nextRunAt().isBefore(moment.missedBefore()))
                .toList();
        Instant oldest = makingUp.stream()
                .map(job -> moment.now().minus(job.schedule().catchUpWindow()))
                .min(Instant::compareTo)
                .orElse(moment.now());
        return executions.countOpen(in, makingUp.stream().map(DueJob::id).toList(), oldest);
    }

    /** What the statements of one claim write, collected row by row. */
    private static final class Advance {
        final List<NewExecution> executions = new ArrayList<>();
        final List<UUID> advancedJobs = new ArrayList<>();
        final List<Instant> nextRunsAt = new ArrayList<>();
        final List<UUID> exhaustedJobs = new ArrayList<>();
        final List<UUID> completedJobs = new ArrayList<>();
        private final Instant now;

        Advance(Instant now) {
            this.now = now;
        }

        void postpone(UUID jobId) {
            advancedJobs.add(jobId);
            nextRunsAt.add(now.plus(UNREADABLE_AGAIN_AFTER));
        }

        void add(DueJob job, TickPlan plan) {
            plan.skipped()
                    .ifPresent(skipped -> executions.add(new NewExecution(
                            job.id(), job.workspaceId(), skipped.newest(), job.url(), skipped.count(), null)));
            boolean exhausted = plan.nextRunAt() == null;
            for (int i = 0; i < plan.run().size(); i++) {
                boolean last = exhausted && i == plan.run().size() - 1;
                executions.add(new NewExecution(
                        job.id(),
                        job.workspaceId(),
                        plan.run().get(i),
                        job.url(),
                        null,
                        last ? (Integer) job.plan() : null));
            }
            if (!exhausted) {
                advancedJobs.add(job.id());
                nextRunsAt.add(Objects.requireNonNull(plan.nextRunAt()));
            } else {
                exhaustedJobs.add(job.id());
                if (plan.run().isEmpty()) {
                    completedJobs.add(job.id());
                }
            }
        }
    }
}

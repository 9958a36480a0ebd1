package dev.belfry.scheduler.claim;

import dev.belfry.core.schedule.CatchUp;
import dev.belfry.core.schedule.JobKind;
import dev.belfry.core.schedule.Schedule;
import dev.belfry.core.schedule.ScheduleSpec;
import dev.belfry.scheduler.claim.JobDueRepository.Claimed;
import dev.belfry.scheduler.claim.JobDueRepository.Place;
import dev.belfry.scheduler.claim.JobDueRepository.Span;
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
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jboss.logging.Logger;

/** One transaction: lock due jobs, write their executions, move the jobs on. */
final class JobClaim {

    /**
     * What one claim did.
     *
     * @param jobs how many rows were locked
     * @param executions the rows written, to be handed over now that they are committed
     * @param last where it left off
     */
    record Result(int jobs, List<NewExecution> executions, Place last) {}

    private static final Logger LOG = Logger.getLogger(JobClaim.class);
    private static final Duration LONG_AGO = Duration.ofDays(365_000);

    /** Each takes a moment of the event loop for every tick it missed. */
    static final int MISSED_BATCH = 20;

    private final Pool pool;
    private final JobDueRepository due = new JobDueRepository();
    private final ExecutionRepository executions;
    private final ClaimConfig config;
    private final Complaints complaints = new Complaints();

    JobClaim(Pool pool, ExecutionRepository executions, ClaimConfig config) {
        this.pool = pool;
        this.executions = executions;
        this.config = config;
    }

    /** Claims what comes due within the lookahead, or has within the last seconds. */
    Uni<Result> claimDue() {
        Span span = new Span(config.missedAfter().negated(), config.lookahead());
        return claim(span, Place.START, config.batchSize());
    }

    /**
     * Claims what an outage has left behind, from a place on. A job may have to stay where it is, because it waits for
     * its made-up executions to end, and must keep nobody behind it waiting.
     */
    Uni<Result> claimMissed(Place from) {
        return claim(new Span(LONG_AGO.negated(), config.missedAfter().negated()), from, MISSED_BATCH);
    }

    private Uni<Result> claim(Span span, Place from, int limit) {
        return pool.withTransaction(in -> due.claim(in, span, from, limit).chain(claimed -> advance(in, claimed)));
    }

    private Uni<Result> advance(SqlConnection in, List<Claimed> claimed) {
        if (claimed.isEmpty()) {
            return Uni.createFrom().item(new Result(0, List.of(), Place.START));
        }
        Claimed last = claimed.get(claimed.size() - 1);
        Moment moment = new Moment(last.now(), last.now().plus(config.lookahead()), config.missedAfter());
        List<DueJob> jobs = claimed.stream().flatMap(row -> read(row).stream()).toList();
        Advance advance = new Advance();
        return countOpen(in, jobs, moment)
                .invoke(open -> jobs.forEach(job -> plan(job, moment, open.getOrDefault(job.id(), 0), advance)))
                .chain(() -> executions.insert(in, advance.executions))
                .chain(() -> due.advance(in, advance.advancedJobs, advance.nextRunsAt))
                .chain(() -> due.remove(in, advance.exhaustedJobs))
                .chain(() -> due.complete(in, advance.completedJobs))
                .replaceWith(() ->
                        new Result(claimed.size(), advance.executions, new Place(last.nextRunAt(), last.jobId())));
    }

    /** A row that cannot be planned stays as it is, so that none of its ticks is lost, and stands in nobody's way. */
    private Optional<DueJob> read(Claimed row) {
        try {
            Schedule schedule = Schedule.of(
                    JobKind.valueOf(row.kind().toUpperCase(Locale.ROOT)),
                    WireJson.read(row.schedule(), ScheduleSpec.class),
                    row.jobId(),
                    row.anchorAt());
            return Optional.of(new DueJob(
                    row.jobId(), row.workspaceId(), row.nextRunAt(), schedule, row.plan(), row.limited(), row.url()));
        } catch (IllegalArgumentException e) {
            complaints.about(row.jobId(), e);
            return Optional.empty();
        }
    }

    private void plan(DueJob job, Moment moment, int open, Advance advance) {
        try {
            advance.add(job, TickPlan.of(job.schedule(), job.nextRunAt(), moment, open));
        } catch (RuntimeException e) {
            complaints.about(job.id(), e);
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

    /** Says once what is wrong with a job, not at each round. */
    private static final class Complaints {
        private static final int REMEMBERED = 10_000;
        private final Set<UUID> known = new HashSet<>();

        void about(UUID jobId, RuntimeException problem) {
            if (known.size() >= REMEMBERED) {
                known.clear();
            }
            if (known.add(jobId)) {
                LOG.errorf(problem, "job cannot be planned, its ticks wait until it can: jobId=%s", jobId);
            }
        }
    }

    /** What the statements of one claim write, collected row by row. */
    private static final class Advance {
        final List<NewExecution> executions = new ArrayList<>();
        final List<UUID> advancedJobs = new ArrayList<>();
        final List<Instant> nextRunsAt = new ArrayList<>();
        final List<UUID> exhaustedJobs = new ArrayList<>();
        final List<UUID> completedJobs = new ArrayList<>();

        void add(DueJob job, TickPlan plan) {
            plan.skipped()
                    .ifPresent(skipped -> executions.add(new NewExecution(
                            job.id(),
                            job.workspaceId(),
                            skipped.newest(),
                            job.url(),
                            job.limited(),
                            skipped.count(),
                            null)));
            boolean exhausted = plan.nextRunAt() == null;
            for (int i = 0; i < plan.run().size(); i++) {
                boolean last = exhausted && i == plan.run().size() - 1;
                executions.add(new NewExecution(
                        job.id(),
                        job.workspaceId(),
                        plan.run().get(i),
                        job.url(),
                        job.limited(),
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

package dev.belfry.scheduler.claim;

import dev.belfry.scheduler.claim.JobDueRepository.Place;
import dev.belfry.scheduler.dispatch.Dispatcher;
import dev.belfry.scheduler.dispatch.ExecutionRepository;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import java.time.Duration;

/**
 * Claims until nothing more is due. Blocks on the database and never on Kafka: what is committed can be handed over by
 * anybody, and what comes due next cannot wait. One loop for each of the two rounds.
 */
public final class Claimer {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration BETWEEN_SWEEPS = Duration.ofSeconds(1);

    private final JobClaim claim;
    private final Dispatcher dispatcher;
    private final ClaimConfig config;
    private Place missedFrom = Place.START;

    public Claimer(Pool pool, ExecutionRepository executions, Dispatcher dispatcher, ClaimConfig config) {
        this.claim = new JobClaim(pool, executions, config);
        this.dispatcher = dispatcher;
        this.config = config;
    }

    /** What is due. Gives how long to wait for the next round. */
    public Duration roundOfDue() {
        JobClaim.Result result = run(claim.claimDue());
        boolean mayBeMore =
                result.jobs() == config.batchSize() && !result.executions().isEmpty();
        return mayBeMore ? Duration.ZERO : config.pollInterval();
    }

    /** What an outage left behind, a few jobs at a time and round by round through all of them. */
    public Duration roundOfMissed() {
        JobClaim.Result result = run(claim.claimMissed(missedFrom));
        boolean mayBeMore = result.jobs() == JobClaim.MISSED_BATCH;
        missedFrom = mayBeMore ? result.last() : Place.START;
        return mayBeMore ? Duration.ZERO : BETWEEN_SWEEPS;
    }

    private JobClaim.Result run(Uni<JobClaim.Result> work) {
        JobClaim.Result result = work.await().atMost(PATIENCE);
        dispatcher.dispatch(result.executions());
        return result;
    }
}

package dev.belfry.scheduler.claim;

import dev.belfry.scheduler.dispatch.Dispatcher;
import dev.belfry.scheduler.dispatch.ExecutionRepository;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import java.time.Duration;
import java.util.function.Supplier;

/** Claims until nothing more is due. Blocks; made for a loop's thread. */
public final class Claimer {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final JobClaim claim;
    private final Dispatcher dispatcher;
    private final ClaimConfig config;

    public Claimer(Pool pool, ExecutionRepository executions, Dispatcher dispatcher, ClaimConfig config) {
        this.claim = new JobClaim(pool, executions, config);
        this.dispatcher = dispatcher;
        this.config = config;
    }

    /** One round: what is due first, then what an outage left behind. Gives how long to wait for the next. */
    public Duration round() {
        while (claimAndDispatch(claim::claimDue).jobs() == config.batchSize()) {
            // a full batch: there may be more
        }
        JobClaim.Result missed = claimAndDispatch(claim::claimMissed);
        boolean moreToMakeUp =
                missed.jobs() == config.batchSize() && !missed.executions().isEmpty();
        return moreToMakeUp ? Duration.ZERO : config.pollInterval();
    }

    private JobClaim.Result claimAndDispatch(Supplier<Uni<JobClaim.Result>> work) {
        JobClaim.Result result = work.get().await().atMost(PATIENCE);
        dispatcher.dispatch(result.executions()).await().atMost(PATIENCE);
        return result;
    }
}

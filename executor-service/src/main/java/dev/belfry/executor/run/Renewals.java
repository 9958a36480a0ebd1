package dev.belfry.executor.run;

import dev.belfry.core.loop.Loop;
import dev.belfry.executor.execution.ClaimedExecution;
import dev.belfry.executor.execution.ExecutionRepository;
import dev.belfry.executor.execution.LostLease;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Renews the leases of what is in hand, a batch at a time. It works on connections of its own: were a renewal to wait for
 * one behind the statements of a herd, leases would end whose calls are under way, and somebody else would make those
 * calls again. There are two of them, so that one whose server or network is silent leaves another to try. And it needs
 * nothing of the event loop that runs the executions: an instance that has just started may keep that one busy for
 * seconds, while a herd comes due and the JVM still loads and compiles what it takes.
 */
final class Renewals implements AutoCloseable {

    private final ExecutionRepository executions;
    private final RunConfig config;
    private final Supplier<List<ClaimedExecution>> held;
    private final Consumer<List<LostLease>> lost;
    private final Loop loop;

    /**
     * Renewals that have not started.
     *
     * @param executions the statements on those connections
     * @param held what has a lease to renew, first what matters most
     * @param lost is told of the leases that are not ours any more
     */
    Renewals(
            ExecutionRepository executions,
            RunConfig config,
            Supplier<List<ClaimedExecution>> held,
            Consumer<List<LostLease>> lost) {
        this.executions = executions;
        this.config = config;
        this.held = held;
        this.lost = lost;
        this.loop = new Loop("renew-leases", config.lease().dividedBy(20), this::renew);
    }

    Loop loop() {
        return loop;
    }

    void start() {
        loop.start();
    }

    @Override
    public void close() {
        loop.close();
    }

    /** A statement that gets no answer in time is left behind, and the round begins anew while there is time. */
    private Duration renew() {
        Duration patience = config.lease().dividedBy(4);
        List<ClaimedExecution> claims = held.get();
        for (int from = 0; from < claims.size(); from += config.batchSize()) {
            List<ClaimedExecution> batch = claims.subList(from, Math.min(claims.size(), from + config.batchSize()));
            lost.accept(executions.renew(batch, config.lease()).await().atMost(patience));
        }
        return patience;
    }
}

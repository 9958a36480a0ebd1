package dev.belfry.executor.run;

import dev.belfry.core.loop.Loop;
import dev.belfry.executor.execution.ClaimedExecution;
import dev.belfry.executor.execution.ExecutionRepository;
import dev.belfry.executor.execution.LostLease;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Renews the leases of what is in hand. It keeps a connection for itself: were a renewal to wait for one behind the
 * batches of a herd, leases would end whose calls are under way, and somebody else would make those calls again.
 */
final class Renewals implements AutoCloseable {

    private final Pool pool;
    private final ExecutionRepository executions;
    private final Duration lease;
    private final Supplier<List<ClaimedExecution>> held;
    private final Consumer<List<LostLease>> lost;
    private final Loop loop;
    private @Nullable SqlConnection kept;

    /**
     * Renewals that have not started.
     *
     * @param held what has a lease to renew; may block
     * @param lost is told of the leases that are not ours any more
     */
    Renewals(
            Pool pool,
            ExecutionRepository executions,
            Duration lease,
            Supplier<List<ClaimedExecution>> held,
            Consumer<List<LostLease>> lost) {
        this.pool = pool;
        this.executions = executions;
        this.lease = lease;
        this.held = held;
        this.lost = lost;
        this.loop = new Loop("renew-leases", lease.dividedBy(20), this::renew);
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
        letGo();
    }

    /** One that gets no answer in time is made again on another connection, while there is time. */
    private Duration renew() {
        Duration patience = lease.dividedBy(4);
        try {
            SqlConnection connection = connection(patience);
            List<ClaimedExecution> claims = held.get();
            if (!claims.isEmpty()) {
                lost.accept(executions.renew(connection, claims, lease).await().atMost(patience));
            }
        } catch (RuntimeException e) {
            letGo();
            throw e;
        }
        return lease.dividedBy(4);
    }

    private SqlConnection connection(Duration patience) {
        SqlConnection open = kept;
        if (open == null) {
            open = pool.getConnection().await().atMost(patience);
            kept = open;
        }
        return open;
    }

    private void letGo() {
        SqlConnection open = kept;
        kept = null;
        if (open != null) {
            open.close().subscribe().with(closed -> {}, failure -> {});
        }
    }
}

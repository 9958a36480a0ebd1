package dev.belfry.api.transaction;

import dev.belfry.transport.database.SilentServer;
import io.quarkus.reactive.pg.client.PgPoolCreator;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.pgclient.PgPool;
import jakarta.annotation.Priority;
import jakarta.enterprise.inject.Alternative;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.concurrent.TimeUnit;

/** Makes the pool that Hibernate uses, and out of it the one that everybody else is given. */
@Singleton
class DatabasePools implements PgPoolCreator {

    /** Shorter than a request waits: whoever was told to come back must not get its connection after all. */
    private static final int WAIT_MILLIS = 2_500;

    /** Longer ones the client prepares anew every time, which takes longer than most of them; its own limit is 2,048. */
    private static final int LONGEST_STATEMENT = 8 * 1024;

    /** The builder that is to replace the call takes one server only. */
    @Override
    @SuppressWarnings("deprecation")
    public io.vertx.sqlclient.Pool create(Input input) {
        input.pgConnectOptionsList().forEach(options -> {
            options.setPreparedStatementCacheSqlLimit(LONGEST_STATEMENT);
            SilentServer.giveUp(options);
        });
        input.poolOptions().setConnectionTimeout(WAIT_MILLIS).setConnectionTimeoutUnit(TimeUnit.MILLISECONDS);
        return PgPool.pool(input.vertx(), input.pgConnectOptionsList(), input.poolOptions());
    }

    /** In the place of the one that waits for ever. */
    @Produces
    @Alternative
    @Priority(1)
    @Singleton
    Pool patient(io.vertx.sqlclient.Pool pool) {
        return Pool.newInstance(new PatientPool(pool));
    }
}

package dev.belfry.api.transaction;

import dev.belfry.transport.database.ServerPool;
import io.quarkus.reactive.pg.client.PgPoolCreator;
import io.vertx.mutiny.sqlclient.Pool;
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

    @Override
    public io.vertx.sqlclient.Pool create(Input input) {
        input.poolOptions().setConnectionTimeout(WAIT_MILLIS).setConnectionTimeoutUnit(TimeUnit.MILLISECONDS);
        return ServerPool.of(input.vertx(), input.pgConnectOptionsList(), input.poolOptions());
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

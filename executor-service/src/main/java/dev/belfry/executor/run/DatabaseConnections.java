package dev.belfry.executor.run;

import dev.belfry.transport.database.ServerPool;
import io.quarkus.reactive.pg.client.PgPoolCreator;
import io.vertx.sqlclient.Pool;
import jakarta.enterprise.inject.Default;
import jakarta.inject.Singleton;

/** Makes the pool of all but the renewals. */
@Default
@Singleton
class DatabaseConnections implements PgPoolCreator {

    @Override
    public Pool create(Input input) {
        return ServerPool.withoutBound(input.vertx(), input.pgConnectOptionsList(), input.poolOptions());
    }
}

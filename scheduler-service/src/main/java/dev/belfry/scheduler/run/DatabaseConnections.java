package dev.belfry.scheduler.run;

import dev.belfry.transport.database.ServerPool;
import io.quarkus.reactive.pg.client.PgPoolCreator;
import io.vertx.sqlclient.Pool;
import jakarta.inject.Singleton;

/** Makes the pool. */
@Singleton
class DatabaseConnections implements PgPoolCreator {

    @Override
    public Pool create(Input input) {
        return ServerPool.withoutBound(input.vertx(), input.pgConnectOptionsList(), input.poolOptions());
    }
}

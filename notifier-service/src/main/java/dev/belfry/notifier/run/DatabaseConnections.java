package dev.belfry.notifier.run;

import dev.belfry.transport.database.SilentServer;
import io.quarkus.reactive.pg.client.PgPoolCreator;
import io.vertx.pgclient.PgPool;
import io.vertx.sqlclient.Pool;
import jakarta.inject.Singleton;

/** Makes the pool as it would be made anyway, only that it does not wait for a server that is gone. */
@Singleton
class DatabaseConnections implements PgPoolCreator {

    /** The builder that is to replace the call takes one server only. */
    @Override
    @SuppressWarnings("deprecation")
    public Pool create(Input input) {
        input.pgConnectOptionsList().forEach(SilentServer::giveUp);
        SilentServer.leaveWaitsToTheCaller(input.poolOptions());
        return PgPool.pool(input.vertx(), input.pgConnectOptionsList(), input.poolOptions());
    }
}

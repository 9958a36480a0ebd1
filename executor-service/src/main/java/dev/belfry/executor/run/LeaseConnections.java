package dev.belfry.executor.run;

import dev.belfry.transport.database.ServerPool;
import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.quarkus.reactive.pg.client.PgPoolCreator;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.sqlclient.Pool;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.util.concurrent.TimeUnit;

/** Makes the pool of the renewals, with an event loop of its own: the others may be busy when leases are about to end. */
@ReactiveDataSource("leases")
@Singleton
class LeaseConnections implements PgPoolCreator {

    private final Vertx vertx = alone();

    /** One thread that moves bytes, and none that watches it. */
    static Vertx alone() {
        return Vertx.vertx(new VertxOptions()
                .setPreferNativeTransport(true)
                .setEventLoopPoolSize(1)
                .setWorkerPoolSize(1)
                .setInternalBlockingPoolSize(1)
                .setBlockedThreadCheckIntervalUnit(TimeUnit.DAYS)
                .setBlockedThreadCheckInterval(1));
    }

    @Override
    public Pool create(Input input) {
        return ServerPool.withoutBound(vertx, input.pgConnectOptionsList(), input.poolOptions());
    }

    @PreDestroy
    void close() {
        vertx.close();
    }
}

package dev.belfry.embedded.testing;

import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.PoolOptions;

/** A reactive pool on the test database, for classes under test that run without a process around them. */
public final class TestPool {

    private static final int CONNECTIONS = 8;

    private TestPool() {}

    public static Pool on(Vertx vertx) {
        return on(vertx, Servers.start().reactiveUrl());
    }

    /** The same database by another way, such as through a proxy. */
    public static Pool on(Vertx vertx, String reactiveUrl) {
        return on(vertx, reactiveUrl, CONNECTIONS);
    }

    public static Pool on(Vertx vertx, String reactiveUrl, int connections) {
        Servers servers = Servers.start();
        PgConnectOptions options = PgConnectOptions.fromUri(reactiveUrl)
                .setUser(servers.user())
                .setPassword(servers.password())
                .setCachePreparedStatements(true);
        return Pool.newInstance(PgBuilder.pool()
                .connectingTo(options)
                .with(new PoolOptions().setMaxSize(connections))
                .using(vertx)
                .build());
    }
}

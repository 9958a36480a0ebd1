package dev.belfry.executor.run;

import dev.belfry.transport.database.SilentServer;
import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.quarkus.reactive.pg.client.PgPoolCreator;
import io.vertx.pgclient.PgPool;
import io.vertx.sqlclient.Pool;
import jakarta.enterprise.inject.Default;
import jakarta.inject.Singleton;

/**
 * Makes the pools as they would be made anyway, but for two things. The client prepares each statement of more than 2,048
 * characters anew every time, and PostgreSQL then parses and plans it every time; ours are longer, and few. And it would
 * wait for a server that is gone.
 */
@Default
@ReactiveDataSource("leases")
@Singleton
class RememberedStatements implements PgPoolCreator {

    private static final int LONGEST = 16 * 1024;

    /** The builder that is to replace the call takes one server only. */
    @Override
    @SuppressWarnings("deprecation")
    public Pool create(Input input) {
        input.pgConnectOptionsList().forEach(options -> {
            options.setPreparedStatementCacheSqlLimit(LONGEST);
            SilentServer.giveUp(options);
        });
        SilentServer.leaveWaitsToTheCaller(input.poolOptions());
        return PgPool.pool(input.vertx(), input.pgConnectOptionsList(), input.poolOptions());
    }
}

package dev.belfry.executor.run;

import io.quarkus.reactive.pg.client.PgPoolCreator;
import io.vertx.pgclient.PgPool;
import io.vertx.sqlclient.Pool;
import jakarta.inject.Singleton;

/**
 * Makes the pool as it would be made anyway, but for one thing: the client prepares each statement of more than 2,048
 * characters anew every time, and PostgreSQL then parses and plans it every time. Ours are longer, and few.
 */
@Singleton
class RememberedStatements implements PgPoolCreator {

    private static final int LONGEST = 16 * 1024;

    /** The builder that is to replace the call takes one server only. */
    @Override
    @SuppressWarnings("deprecation")
    public Pool create(Input input) {
        input.pgConnectOptionsList().forEach(options -> options.setPreparedStatementCacheSqlLimit(LONGEST));
        return PgPool.pool(input.vertx(), input.pgConnectOptionsList(), input.poolOptions());
    }
}

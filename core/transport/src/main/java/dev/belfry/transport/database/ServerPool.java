package dev.belfry.transport.database;

import io.vertx.core.Vertx;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.PgPool;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import java.util.List;

/**
 * The pool as it would be made anyway, but for two things.
 *
 * <p>The client prepares each statement of more than 2,048 characters anew every time, and PostgreSQL then parses and plans
 * it every time; ours are longer, and few.
 *
 * <p>A server that dies together with its machine, or a network that drops what it carries, closes no connection. Left to
 * the kernel, a statement sent to it would be waited for a quarter of an hour, and every connection of a pool with it. So
 * a connection is given up that is not made within three seconds, and one whose data nobody acknowledges for ten; the
 * latter needs the native transport. A server that hangs and whose kernel lives acknowledges, and is waited for.
 */
public final class ServerPool {

    private static final int LONGEST_REMEMBERED = 16 * 1024;
    private static final int CONNECT_MILLIS = 3_000;

    /** As long as a lease: nothing that would be worth waiting for comes later. */
    private static final int UNACKNOWLEDGED_MILLIS = 10_000;

    private ServerPool() {}

    /** For those who bound a wait for a connection by the pool's options. */
    // The builder that is to replace the call takes one server only.
    @SuppressWarnings("deprecation")
    public static Pool of(Vertx vertx, List<PgConnectOptions> servers, PoolOptions options) {
        servers.forEach(server -> {
            server.setPreparedStatementCacheSqlLimit(LONGEST_REMEMBERED);
            server.setConnectTimeout(CONNECT_MILLIS);
            server.setTcpKeepAlive(true);
            server.setTcpUserTimeout(UNACKNOWLEDGED_MILLIS);
        });
        return PgPool.pool(vertx, servers, options);
    }

    /**
     * For those who bound their waits for a connection themselves. The pool's own bound is a timer that goes off, with an
     * error in the log, also when the wait has failed long before.
     */
    public static Pool withoutBound(Vertx vertx, List<PgConnectOptions> servers, PoolOptions options) {
        return of(vertx, servers, options.setConnectionTimeout(0));
    }
}

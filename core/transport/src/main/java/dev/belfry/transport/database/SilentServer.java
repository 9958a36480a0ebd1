package dev.belfry.transport.database;

import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.PoolOptions;

/**
 * A server that dies together with its machine, or a network that drops what it carries, closes no connection. Left to
 * the kernel, a statement sent to it would be waited for a quarter of an hour, and every connection of a pool with it.
 */
public final class SilentServer {

    private static final int CONNECT_MILLIS = 3_000;

    /** As long as a lease: nothing that would be worth waiting for comes later. */
    private static final int UNACKNOWLEDGED_MILLIS = 10_000;

    private SilentServer() {}

    /**
     * Gives up a connection that is not made within three seconds, and one whose data nobody acknowledges for ten; the
     * latter needs the native transport. A server that hangs and whose kernel lives acknowledges, and is waited for.
     */
    public static void giveUp(PgConnectOptions options) {
        options.setConnectTimeout(CONNECT_MILLIS);
        options.setTcpKeepAlive(true);
        options.setTcpUserTimeout(UNACKNOWLEDGED_MILLIS);
    }

    /**
     * For those who bound their waits for a connection themselves. The pool's own bound is a timer that goes off, with an
     * error in the log, also when the wait has failed long before.
     */
    public static void leaveWaitsToTheCaller(PoolOptions options) {
        options.setConnectionTimeout(0);
    }
}

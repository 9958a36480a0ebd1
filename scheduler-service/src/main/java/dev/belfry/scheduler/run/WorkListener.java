package dev.belfry.scheduler.run;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgConnection;
import io.vertx.sqlclient.Pool;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Hears the notifications by which the API says that there is work sooner than the next poll. A connection that breaks
 * is made anew; whatever was missed meanwhile, the polls find.
 */
final class WorkListener {

    /** The channel's name, shared with api-service. */
    private static final String CHANNEL = "belfry_work";

    private static final Logger LOG = Logger.getLogger(WorkListener.class);
    private static final long RECONNECT_MILLIS = 1_000;

    private final Vertx vertx;
    private final Pool pool;
    private final Runnable wake;
    private volatile boolean closed;
    private volatile @Nullable PgConnection connection;

    WorkListener(Vertx vertx, Pool pool, Runnable wake) {
        this.vertx = vertx;
        this.pool = pool;
        this.wake = wake;
    }

    void start() {
        pool.getConnection()
                .compose(connection -> listen(PgConnection.cast(connection)))
                .onFailure(failure -> {
                    LOG.warnf("not listening, polling goes on: channel=%s %s", CHANNEL, failure);
                    startLater();
                });
    }

    void close() {
        closed = true;
        PgConnection listening = connection;
        if (listening != null) {
            listening.close();
        }
    }

    private Future<Void> listen(PgConnection listening) {
        connection = listening;
        listening.notificationHandler(heard -> wake.run());
        listening.closeHandler(gone -> startLater());
        return listening.query("LISTEN " + CHANNEL).execute().mapEmpty();
    }

    private void startLater() {
        if (!closed) {
            vertx.setTimer(RECONNECT_MILLIS, fired -> start());
        }
    }
}

package dev.belfry.scheduler.run;

import dev.belfry.core.message.Signals;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgConnection;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlConnection;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Hears the notifications by which the API says that there is work sooner than the next poll. A connection that breaks
 * is made anew; whatever was missed meanwhile, the polls find.
 */
final class WorkListener {

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
        pool.getConnection().onSuccess(this::listen).onFailure(this::startLater);
    }

    void close() {
        closed = true;
        PgConnection listening = connection;
        if (listening != null) {
            listening.close();
        }
    }

    private void listen(SqlConnection free) {
        PgConnection listening = PgConnection.cast(free);
        connection = listening;
        listening.notificationHandler(heard -> wake.run());
        // The one way back: a connection that broke closes by itself, one on which LISTEN failed is closed here.
        listening.closeHandler(gone -> startLater("connection closed"));
        listening.query("LISTEN " + Signals.WORK).execute().onFailure(failure -> listening.close());
    }

    private void startLater(Object why) {
        if (!closed) {
            LOG.warnf("not listening, polling goes on: channel=%s %s", Signals.WORK, why);
            vertx.setTimer(RECONNECT_MILLIS, fired -> start());
        }
    }
}

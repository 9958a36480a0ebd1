package dev.belfry.api.transaction;

import io.vertx.core.AsyncResult;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PrepareOptions;
import io.vertx.sqlclient.PreparedQuery;
import io.vertx.sqlclient.Query;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.TransactionPropagation;
import java.util.function.Function;

/**
 * The pool as requests use it: nothing that is asked of it takes longer than a request waits. Statements go by way of a
 * connection, because the pool's own shortcut reports a wait that has failed before as failed once more, as an error.
 */
final class PatientPool implements Pool {

    private final Pool pool;

    PatientPool(Pool pool) {
        this.pool = pool;
    }

    @Override
    public Query<RowSet<Row>> query(String sql) {
        return new PatientQuery<>(this, in -> in.query(sql));
    }

    @Override
    public PreparedQuery<RowSet<Row>> preparedQuery(String sql) {
        return new PatientPreparedQuery<>(this, in -> in.preparedQuery(sql));
    }

    @Override
    public PreparedQuery<RowSet<Row>> preparedQuery(String sql, PrepareOptions options) {
        return new PatientPreparedQuery<>(this, in -> in.preparedQuery(sql, options));
    }

    @Override
    public <T> Future<T> withConnection(Function<SqlConnection, Future<T>> work) {
        return Patience.with(pool.withConnection(work));
    }

    @Override
    public <T> void withConnection(Function<SqlConnection, Future<T>> work, Handler<AsyncResult<T>> then) {
        withConnection(work).onComplete(then);
    }

    @Override
    public <T> Future<T> withTransaction(Function<SqlConnection, Future<T>> work) {
        return Patience.with(pool.withTransaction(work));
    }

    @Override
    public <T> void withTransaction(Function<SqlConnection, Future<T>> work, Handler<AsyncResult<T>> then) {
        withTransaction(work).onComplete(then);
    }

    @Override
    public <T> Future<T> withTransaction(TransactionPropagation propagation, Function<SqlConnection, Future<T>> work) {
        return Patience.with(pool.withTransaction(propagation, work));
    }

    @Override
    public <T> void withTransaction(
            TransactionPropagation propagation, Function<SqlConnection, Future<T>> work, Handler<AsyncResult<T>> then) {
        withTransaction(propagation, work).onComplete(then);
    }

    /** The pool has a patience of its own for this; one that came too late here would be lost to it. */
    @Override
    public Future<SqlConnection> getConnection() {
        return pool.getConnection();
    }

    @Override
    public void getConnection(Handler<AsyncResult<SqlConnection>> then) {
        pool.getConnection(then);
    }

    @Override
    public Pool connectHandler(Handler<SqlConnection> handler) {
        pool.connectHandler(handler);
        return this;
    }

    @Override
    @SuppressWarnings("deprecation")
    public Pool connectionProvider(Function<Context, Future<SqlConnection>> provider) {
        pool.connectionProvider(provider);
        return this;
    }

    @Override
    public int size() {
        return pool.size();
    }

    @Override
    public Future<Void> close() {
        return pool.close();
    }

    @Override
    public void close(Handler<AsyncResult<Void>> then) {
        pool.close(then);
    }
}

package dev.belfry.api.transaction;

import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.sqlclient.PreparedQuery;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.SqlResult;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collector;

/** A statement that is not waited for longer than a request waits. */
final class PatientPreparedQuery<T> implements PreparedQuery<T> {

    private final PatientPool pool;
    private final Function<SqlConnection, PreparedQuery<T>> query;

    PatientPreparedQuery(PatientPool pool, Function<SqlConnection, PreparedQuery<T>> query) {
        this.pool = pool;
        this.query = query;
    }

    @Override
    public Future<T> execute() {
        return pool.withConnection(in -> query.apply(in).execute());
    }

    @Override
    public void execute(Handler<AsyncResult<T>> then) {
        execute().onComplete(then);
    }

    @Override
    public Future<T> execute(Tuple values) {
        return pool.withConnection(in -> query.apply(in).execute(values));
    }

    @Override
    public void execute(Tuple values, Handler<AsyncResult<T>> then) {
        execute(values).onComplete(then);
    }

    @Override
    public Future<T> executeBatch(List<Tuple> batch) {
        return pool.withConnection(in -> query.apply(in).executeBatch(batch));
    }

    @Override
    public void executeBatch(List<Tuple> batch, Handler<AsyncResult<T>> then) {
        executeBatch(batch).onComplete(then);
    }

    @Override
    public <R> PreparedQuery<SqlResult<R>> collecting(Collector<Row, ?, R> collector) {
        return new PatientPreparedQuery<>(pool, in -> query.apply(in).collecting(collector));
    }

    @Override
    public <U> PreparedQuery<RowSet<U>> mapping(Function<Row, U> mapper) {
        return new PatientPreparedQuery<>(pool, in -> query.apply(in).mapping(mapper));
    }
}

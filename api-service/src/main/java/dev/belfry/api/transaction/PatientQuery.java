package dev.belfry.api.transaction;

import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.sqlclient.Query;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.SqlResult;
import java.util.function.Function;
import java.util.stream.Collector;

/** A statement without values that is not waited for longer than a request waits. */
final class PatientQuery<T> implements Query<T> {

    private final PatientPool pool;
    private final Function<SqlConnection, Query<T>> query;

    PatientQuery(PatientPool pool, Function<SqlConnection, Query<T>> query) {
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
    public <R> Query<SqlResult<R>> collecting(Collector<Row, ?, R> collector) {
        return new PatientQuery<>(pool, in -> query.apply(in).collecting(collector));
    }

    @Override
    public <U> Query<RowSet<U>> mapping(Function<Row, U> mapper) {
        return new PatientQuery<>(pool, in -> query.apply(in).mapping(mapper));
    }
}

package dev.belfry.api.transaction;

import dev.belfry.api.auth.WorkspaceId;
import io.smallrye.mutiny.CompositeException;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.function.Function;

/**
 * Plain SQL inside one workspace: a statement sees the rows of the workspace it is run in and no others, whatever it
 * asks for. A statement is a transaction of its own unless it is run in one.
 */
@ApplicationScoped
public class WorkspaceSql {

    private static final String COMMIT = "COMMIT";

    private final Pool pool;

    WorkspaceSql(Pool pool) {
        this.pool = pool;
    }

    /** Runs a statement. What it fails with is what the database says. */
    public Uni<RowSet<Row>> query(WorkspaceId workspace, String sql, Tuple values) {
        return pool.withConnection(connection -> inside(workspace, connection, sql, values));
    }

    /** Runs several statements as one transaction, which is undone when the work fails. */
    public <T> Uni<T> transaction(WorkspaceId workspace, Function<SqlConnection, Uni<T>> work) {
        return pool.withTransaction(
                connection -> connection.query(enter(workspace)).execute().chain(() -> work.apply(connection)));
    }

    /** The three go out one behind the other without waiting, so that the wall costs no further way to the database. */
    private static Uni<RowSet<Row>> inside(WorkspaceId workspace, SqlConnection connection, String sql, Tuple values) {
        return Uni.combine()
                .all()
                .unis(
                        connection.query("BEGIN; " + enter(workspace)).execute(),
                        connection.preparedQuery(sql).execute(values),
                        connection.query(COMMIT).execute())
                // Not before the last has answered may somebody else have the connection.
                .collectFailures()
                .with((entered, rows, committed) -> rows)
                .onFailure(CompositeException.class)
                .transform(failure -> failure.getCause());
    }

    /** A statement that sets takes no parameter; nothing in a UUID needs quoting. */
    private static String enter(WorkspaceId workspace) {
        return "SET LOCAL belfry.workspace = '" + workspace.value() + "'";
    }
}

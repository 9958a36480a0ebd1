package dev.belfry.api.label;

import dev.belfry.api.auth.WorkspaceId;
import dev.belfry.api.transaction.Transactions;
import dev.belfry.api.transaction.WorkspaceSql;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;

/** The labels of executions of one workspace. */
@ApplicationScoped
class LabelRepository {

    private static final String ADDED =
            "ARRAY(SELECT t FROM unnest($3::text[]) AS t WHERE t <> ALL (coalesce(e.tags, '{}')))";

    // Computed from the row as it is when its lock is had, and not as it was when the statement began.
    private static final String ADD = """
            UPDATE execution e
               SET tags = coalesce(e.tags, '{}') || %1$s, changed_at = now()
             WHERE e.workspace_id = $1 AND e.id = $2 AND cardinality(coalesce(e.tags, '{}') || %1$s) <= $4
            RETURNING cardinality(new.tags) - coalesce(cardinality(old.tags), 0) AS added
            """.formatted(ADDED);

    private static final String METADATA = """
            SELECT coalesce(metadata, asked -> 'metadata', '{}')::text AS metadata
              FROM execution WHERE workspace_id = $1 AND id = $2 FOR NO KEY UPDATE
            """;

    private static final String SET_METADATA = """
            UPDATE execution SET metadata = $3::text::jsonb, changed_at = now() WHERE workspace_id = $1 AND id = $2
            """;

    private final WorkspaceSql sql;

    LabelRepository(WorkspaceSql sql) {
        this.sql = sql;
    }

    /** Adds those of the tags that are not there yet and gives how many; nothing, when there would be more than allowed. */
    Uni<Optional<Integer>> addTags(WorkspaceId workspace, UUID id, List<String> tags, int most) {
        Tuple values = Tuple.of(workspace.value(), id, tags.toArray(String[]::new), most);
        return Transactions.repeated(() -> sql.query(workspace, ADD, values)).map(rows -> {
            for (Row row : rows) {
                return Optional.of(row.getInteger("added"));
            }
            return Optional.empty();
        });
    }

    /** Changes the metadata, written as JSON, and gives them as they then are; nothing when there is no such execution. */
    Uni<Optional<String>> change(WorkspaceId workspace, UUID id, UnaryOperator<String> change) {
        return Transactions.repeated(() -> sql.transaction(
                workspace,
                in -> in.preparedQuery(METADATA)
                        .execute(Tuple.of(workspace.value(), id))
                        .chain(rows -> changed(workspace, in, id, rows, change))));
    }

    private static Uni<Optional<String>> changed(
            WorkspaceId workspace, SqlConnection in, UUID id, RowSet<Row> rows, UnaryOperator<String> change) {
        for (Row row : rows) {
            String changed = change.apply(row.getString("metadata"));
            return in.preparedQuery(SET_METADATA)
                    .execute(Tuple.of(workspace.value(), id, changed))
                    .replaceWith(Optional.of(changed));
        }
        return Uni.createFrom().item(Optional.empty());
    }
}

package dev.belfry.api.execution;

import dev.belfry.api.auth.WorkspaceId;
import dev.belfry.api.page.PageRequest;
import dev.belfry.api.transaction.WorkspaceSql;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** The executions of one workspace, read by plain SQL. */
@ApplicationScoped
class ExecutionRepository {

    /**
     * Rows of a list.
     *
     * @param examinedTo the id below which nothing was looked at; null when everything was
     */
    record Found(List<ExecutionView> rows, @Nullable UUID examinedTo) {}

    private static final String FIND = "SELECT " + ExecutionReader.COLUMNS + """
            , e.attempts::text AS attempts
            FROM execution e JOIN job j ON j.id = e.job_id
            WHERE e.workspace_id = $1 AND e.id = $2
            """;

    private static final int NAMES_EXAMINED = 10_000;

    private static final String NAMED = """
            SELECT count(*) AS examined, (array_agg(id) FILTER (WHERE position($2 in lower(name)) > 0))[1:2] AS named
              FROM (SELECT id, name FROM job WHERE workspace_id = $1 ORDER BY id DESC LIMIT %d) j
            """.formatted(NAMES_EXAMINED);

    private final WorkspaceSql sql;
    private final ExecutionReader reader;

    ExecutionRepository(WorkspaceSql sql, ExecutionReader reader) {
        this.sql = sql;
        this.reader = reader;
    }

    Uni<@Nullable ExecutionView> find(WorkspaceId workspace, UUID id) {
        return sql.query(workspace, FIND, Tuple.of(workspace.value(), id)).map(rows -> {
            for (Row row : rows) {
                return reader.whole(row);
            }
            return null;
        });
    }

    /** The first rows, cheap when they are found soon. Fewer than asked for means: ask {@link #listToExtent}. */
    Uni<List<ExecutionView>> list(WorkspaceId workspace, ExecutionFilter filter, PageRequest page) {
        ListStatement statement = new ListStatement(workspace, filter, page);
        return sql.query(workspace, statement.rows(), statement.values()).map(this::views);
    }

    /** The same rows, with how far down was looked for them. */
    Uni<Found> listToExtent(WorkspaceId workspace, ExecutionFilter filter, PageRequest page) {
        ListStatement statement = new ListStatement(workspace, filter, page);
        return sql.query(workspace, statement.rowsAndExtent(), statement.values())
                .map(rows -> new Found(views(rows), rows.iterator().next().getUUID("examined_to")));
    }

    /** The jobs with this in their name: none, one or two of them; null when there are too many jobs to look at. */
    Uni<@Nullable List<UUID>> named(WorkspaceId workspace, String part) {
        return sql.query(workspace, NAMED, Tuple.of(workspace.value(), part.toLowerCase(Locale.ROOT)))
                .map(rows -> {
                    Row row = rows.iterator().next();
                    if (row.getLong("examined") == NAMES_EXAMINED) {
                        return null;
                    }
                    UUID[] named = row.getArrayOfUUIDs("named");
                    return named == null ? List.of() : List.of(named);
                });
    }

    private List<ExecutionView> views(RowSet<Row> rows) {
        return StreamSupport.stream(rows.spliterator(), false)
                .filter(row -> row.getUUID("id") != null)
                .map(reader::row)
                .toList();
    }
}

package dev.belfry.api.search;

import dev.belfry.api.auth.WorkspaceId;
import dev.belfry.api.transaction.WorkspaceSql;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.StreamSupport;

/** Executions of one workspace, wherever they stand. */
@ApplicationScoped
class SearchRepository {

    private static final String FIND = "SELECT " + FoundReader.WHOLE_COLUMNS + """
            FROM execution e JOIN job j ON j.id = e.job_id
            WHERE e.workspace_id = $1 AND e.id = $2
            """;

    private static final int NAMES_EXAMINED = 10_000;

    private static final String NAMED = """
            SELECT count(*) AS examined, (array_agg(id) FILTER (WHERE name = ANY ($2)))[1:2] AS named
              FROM (SELECT id, name FROM job WHERE workspace_id = $1 ORDER BY id DESC LIMIT %d) j
            """.formatted(NAMES_EXAMINED);

    private final WorkspaceSql sql;
    private final FoundReader reader;

    SearchRepository(WorkspaceSql sql, FoundReader reader) {
        this.sql = sql;
        this.reader = reader;
    }

    Uni<Optional<FoundExecution>> find(WorkspaceId workspace, UUID id) {
        return sql.query(workspace, FIND, Tuple.of(workspace.value(), id)).map(rows -> {
            for (Row row : rows) {
                return Optional.of(reader.whole(row));
            }
            return Optional.empty();
        });
    }

    /** A page that is full, or nothing: then {@link #pageToExtent} tells how far it is worth to look. */
    Uni<Optional<FoundPage>> fullPage(WorkspaceId workspace, Search search, Place place) {
        SearchStatement statement = new SearchStatement(workspace, search, place);
        return sql.query(workspace, statement.rows(), statement.values())
                .map(rows -> rows.size() < place.fetch()
                        ? Optional.empty()
                        : Optional.of(FoundPage.of(place, found(rows), null)));
    }

    Uni<FoundPage> pageToExtent(WorkspaceId workspace, Search search, Place place) {
        SearchStatement statement = new SearchStatement(workspace, search, place);
        return sql.query(workspace, statement.rowsAndExtent(), statement.values())
                .map(rows ->
                        FoundPage.of(place, found(rows), rows.iterator().next().getUUID("examined_to")));
    }

    /** The jobs with one of these names: none, one or two of them; nothing when there are too many jobs to look at. */
    Uni<Optional<List<UUID>>> named(WorkspaceId workspace, Set<String> names) {
        return sql.query(workspace, NAMED, Tuple.of(workspace.value(), names.toArray(String[]::new)))
                .map(rows -> {
                    Row row = rows.iterator().next();
                    UUID[] named = row.getArrayOfUUIDs("named");
                    return row.getLong("examined") == NAMES_EXAMINED
                            ? Optional.empty()
                            : Optional.of(named == null ? List.of() : List.of(named));
                });
    }

    private List<FoundExecution> found(RowSet<Row> rows) {
        return StreamSupport.stream(rows.spliterator(), false)
                .filter(row -> row.getUUID("id") != null)
                .map(reader::row)
                .toList();
    }
}

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

    private static final int BYTES = 1024 * 1024;

    private static final String EXTENT = "examined_to";

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
        return sql.query(workspace, fitting(statement.rows(), place), statement.values())
                .map(rows ->
                        count(rows) < place.fetch() ? Optional.empty() : Optional.of(FoundPage.of(place, read(rows))));
    }

    Uni<FoundPage> pageToExtent(WorkspaceId workspace, Search search, Place place) {
        SearchStatement statement = new SearchStatement(workspace, search, place);
        return sql.query(workspace, fitting(statement.rowsAndExtent(), place), statement.values())
                .map(rows -> FoundPage.of(place, read(rows)));
    }

    /**
     * Those of a page's rows that are shown, each with how many were {@code found}: the first, however large, and those
     * beyond it as long as they fit. Programs put into metadata what they like, and a page has to fit into memory.
     */
    private static String fitting(String rows, Place place) {
        return """
                SELECT *
                  FROM (SELECT r.*, count(*) OVER () AS found, row_number() OVER away AS position,
                               sum(%1$s) OVER away AS bytes
                          FROM (%2$s) r
                        WINDOW away AS (ORDER BY id %3$s ROWS UNBOUNDED PRECEDING)) r
                 WHERE position = 1 OR (position <= %4$d AND bytes <= %5$d)
                 ORDER BY id %3$s
                """.formatted(FoundReader.BYTES, rows, place.side().order, place.size(), BYTES);
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

    private FoundPage.Read read(RowSet<Row> rows) {
        List<FoundExecution> shown = StreamSupport.stream(rows.spliterator(), false)
                .filter(row -> row.getUUID("id") != null)
                .map(reader::row)
                .toList();
        Row first = rows.iterator().next();
        boolean isMore = !shown.isEmpty() && shown.size() < count(rows);
        return new FoundPage.Read(shown, isMore, first.getColumnIndex(EXTENT) < 0 ? null : first.getUUID(EXTENT));
    }

    private static long count(RowSet<Row> rows) {
        return rows.size() == 0 ? 0 : rows.iterator().next().getLong("found");
    }
}

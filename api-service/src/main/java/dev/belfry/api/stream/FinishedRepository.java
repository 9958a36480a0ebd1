package dev.belfry.api.stream;

import dev.belfry.api.auth.WorkspaceId;
import dev.belfry.api.execution.ExecutionReader;
import dev.belfry.api.transaction.WorkspaceSql;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.stream.StreamSupport;

/** Finished executions of one workspace, along the index execution_finished. */
@ApplicationScoped
class FinishedRepository {

    /**
     * Rows that may have come into sight behind a place since the look that led there.
     *
     * @param horizon of this look
     */
    record Late(List<UUID> ids, long horizon) {}

    /**
     * The transaction that wrote a row is its xmin, of which PostgreSQL keeps 32 bits; the snapshot's end, which is
     * younger than every row in sight, gives the rest. The horizon is taken in the same snapshot: what this look cannot
     * see was written by that transaction or by a younger one. A row that was changed again for other reasons comes along.
     */
    private static final String LATE = """
            SELECT h.horizon, f.id
              FROM (SELECT pg_snapshot_xmin(pg_current_snapshot())::text::bigint AS horizon,
                           pg_snapshot_xmax(pg_current_snapshot())::text::bigint AS snapshot_end) h
              LEFT JOIN LATERAL (
                  SELECT id FROM execution
                   WHERE workspace_id = $1 AND finished_at > $2::timestamptz - $5 * interval '1 ms'
                     AND (finished_at, id) <= ($2, $3)
                     AND snapshot_end - ((snapshot_end - xmin::text::bigint) & 4294967295) >= $4
                  OFFSET 0) f ON true
            """;

    private static final String ROWS = "SELECT " + ExecutionReader.COLUMNS + """
            , j.tags
              FROM (SELECT * FROM execution WHERE workspace_id = $1 AND %s ORDER BY finished_at, id LIMIT %s) e
              LEFT JOIN LATERAL (SELECT name, tags FROM job WHERE id = e.job_id OFFSET 0) j ON true
             ORDER BY e.finished_at, e.id
            """;

    private final WorkspaceSql sql;
    private final ExecutionReader reader;

    FinishedRepository(WorkspaceSql sql, ExecutionReader reader) {
        this.sql = sql;
        this.reader = reader;
    }

    Uni<Late> late(WorkspaceId workspace, Position position, Duration lateBy) {
        Tuple values = Tuple.of(
                workspace.value(),
                position.finishedAt().atOffset(ZoneOffset.UTC),
                position.id(),
                position.horizon(),
                lateBy.toMillis());
        return sql.query(workspace, LATE, values)
                .map(rows -> new Late(
                        StreamSupport.stream(rows.spliterator(), false)
                                .filter(row -> row.getUUID("id") != null)
                                .map(row -> row.getUUID("id"))
                                .toList(),
                        rows.iterator().next().getLong("horizon")));
    }

    /** The next ones after a place, in order. */
    Uni<List<Finished>> after(WorkspaceId workspace, Position position, int limit) {
        OffsetDateTime finishedAt = position.finishedAt().atOffset(ZoneOffset.UTC);
        String statement = ROWS.formatted("finished_at IS NOT NULL AND (finished_at, id) > ($2, $3)", "$4");
        return sql.query(workspace, statement, Tuple.of(workspace.value(), finishedAt, position.id(), limit))
                .map(this::finished);
    }

    /** These, in order. */
    Uni<List<Finished>> find(WorkspaceId workspace, Collection<UUID> ids) {
        if (ids.isEmpty()) {
            return Uni.createFrom().item(List.of());
        }
        String statement = ROWS.formatted("finished_at IS NOT NULL AND id = ANY($2)", "ALL");
        return sql.query(workspace, statement, Tuple.of(workspace.value(), ids.toArray(UUID[]::new)))
                .map(this::finished);
    }

    private List<Finished> finished(RowSet<Row> rows) {
        return StreamSupport.stream(rows.spliterator(), false).map(this::one).toList();
    }

    private Finished one(Row row) {
        boolean hasJob = row.getString("job_name") != null;
        return new Finished(
                row.getUUID("id"),
                row.getOffsetDateTime("finished_at").toInstant(),
                hasJob ? reader.row(row) : null,
                hasJob ? List.of(row.getArrayOfStrings("tags")) : List.of());
    }
}

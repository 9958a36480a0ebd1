package dev.belfry.api.bulk;

import dev.belfry.api.auth.WorkspaceId;
import dev.belfry.api.transaction.WorkspaceSql;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** The actions of one workspace. */
@ApplicationScoped
class BulkRepository {

    /** Few enough to be done well within the lease. */
    private static final int PART = 20;

    private static final String INSERT = """
            INSERT INTO bulk_action (id, workspace_id, name, kind, state, executions, finished_at, request_key)
            VALUES ($2, $1, $3, $4, CASE WHEN cardinality($5::uuid[]) = 0 THEN 'completed' ELSE 'pending' END, $5,
                    CASE WHEN cardinality($5::uuid[]) = 0 THEN now() END, sha256(convert_to($6, 'UTF8')))
            ON CONFLICT (workspace_id, request_key) WHERE request_key IS NOT NULL DO NOTHING
            """;

    private static final String OF_REQUEST = """
            SELECT id FROM bulk_action WHERE workspace_id = $1 AND request_key = sha256(convert_to($2, 'UTF8'))
            """;

    private static final String COLUMNS =
            "id, name, kind, state, cardinality(executions) AS total, done, failed, finished_at";

    private static final String FIND = "SELECT " + COLUMNS + " FROM bulk_action WHERE workspace_id = $1 AND id = $2";

    private static final String OLDER = "SELECT " + COLUMNS + """
             FROM bulk_action WHERE workspace_id = $1 AND ($2::uuid IS NULL OR id < $2) ORDER BY id DESC LIMIT $3
            """;

    private static final String NEWER = "SELECT " + COLUMNS + """
             FROM bulk_action WHERE workspace_id = $1 AND id > $2 ORDER BY id LIMIT $3
            """;

    // Of two that want to go on with it, one finds the other's lease.
    private static final String TAKE = """
            UPDATE bulk_action SET leased_until = now() + interval '10 s'
             WHERE workspace_id = $1 AND id = $2 AND state = 'pending'
               AND (leased_until IS NULL OR leased_until < now())
            RETURNING kind, done, executions[done + 1 : done + %d] AS part
            """.formatted(PART);

    // The number done is the compare-and-set: whoever lost the lease finds that somebody else has gone on. What
    // was under way when it was aborted has had its turn all the same, and is the last.
    private static final String ADVANCE = """
            UPDATE bulk_action
               SET done = done + $4, failed = failed + $5, leased_until = now() + interval '10 s',
                   state = CASE WHEN state = 'pending' AND done + $4 = cardinality(executions) THEN 'completed'
                                ELSE state END,
                   finished_at = CASE WHEN state = 'pending' AND done + $4 = cardinality(executions) THEN now()
                                      ELSE finished_at END
             WHERE workspace_id = $1 AND id = $2 AND state IN ('pending', 'aborted') AND done = $3
            RETURNING kind, done, CASE WHEN state = 'pending' THEN executions[done + 1 : done + %d] ELSE '{}' END AS part
            """.formatted(PART);

    private static final String ABORT = """
            UPDATE bulk_action SET state = 'aborted', finished_at = now()
             WHERE workspace_id = $1 AND id = $2 AND state = 'pending'
            """;

    private static final String LEFT_LYING = "SELECT workspace_id, id FROM bulk_actions_left_lying($1)";

    private final WorkspaceSql sql;
    private final Pool pool;

    BulkRepository(WorkspaceSql sql, Pool pool) {
        this.sql = sql;
        this.pool = pool;
    }

    /**
     * What is to be done next of an action.
     *
     * @param done how many had their turn before
     */
    record Part(BulkAction.Kind kind, int done, List<UUID> executions) {}

    /** An action that nobody is at. */
    record LeftLying(WorkspaceId workspace, UUID id) {}

    /** Stores an action; tells whether it did, and none that was asked for by the same call is there. */
    Uni<Boolean> insert(WorkspaceId workspace, BulkAction action, List<UUID> executions, @Nullable String requestKey) {
        Tuple values = Tuple.tuple()
                .addUUID(workspace.value())
                .addUUID(action.id())
                .addString(action.name())
                .addString(action.kind().stored())
                .addArrayOfUUID(executions.toArray(UUID[]::new))
                .addString(requestKey);
        return sql.query(workspace, INSERT, values).map(rows -> rows.rowCount() > 0);
    }

    /** The action that a call asked for before. */
    Uni<Optional<UUID>> ofRequest(WorkspaceId workspace, String requestKey) {
        return sql.query(workspace, OF_REQUEST, Tuple.of(workspace.value(), requestKey))
                .map(rows -> rows.size() == 0
                        ? Optional.empty()
                        : Optional.of(rows.iterator().next().getUUID("id")));
    }

    /** Some of the actions that nobody is at, of all workspaces. */
    Uni<List<LeftLying>> leftLying(int most) {
        return pool.preparedQuery(LEFT_LYING)
                .execute(Tuple.of(most))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(row -> new LeftLying(new WorkspaceId(row.getUUID("workspace_id")), row.getUUID("id")))
                        .toList());
    }

    Uni<Optional<BulkAction>> find(WorkspaceId workspace, UUID id) {
        return sql.query(workspace, FIND, Tuple.of(workspace.value(), id))
                .map(rows -> actions(rows).stream().findFirst());
    }

    /** Newest first, older than an id, or all of them. */
    Uni<List<BulkAction>> older(WorkspaceId workspace, @Nullable UUID than, int limit) {
        return sql.query(workspace, OLDER, Tuple.of(workspace.value(), than, limit))
                .map(BulkRepository::actions);
    }

    /** Oldest first, newer than an id. */
    Uni<List<BulkAction>> newer(WorkspaceId workspace, UUID than, int limit) {
        return sql.query(workspace, NEWER, Tuple.of(workspace.value(), than, limit))
                .map(BulkRepository::actions);
    }

    /** The next part of an action that nobody is at; nothing when there is none. */
    Uni<Optional<Part>> take(WorkspaceId workspace, UUID id) {
        return sql.query(workspace, TAKE, Tuple.of(workspace.value(), id)).map(BulkRepository::part);
    }

    /** Writes down that a part is done and gives the next one; nothing when somebody else is at it. */
    Uni<Optional<Part>> advance(WorkspaceId workspace, UUID id, Part part, int failed) {
        Tuple values =
                Tuple.of(workspace.value(), id, part.done(), part.executions().size(), failed);
        return sql.query(workspace, ADVANCE, values).map(BulkRepository::part);
    }

    Uni<Void> abort(WorkspaceId workspace, UUID id) {
        return sql.query(workspace, ABORT, Tuple.of(workspace.value(), id)).replaceWithVoid();
    }

    private static Optional<Part> part(RowSet<Row> rows) {
        for (Row row : rows) {
            UUID[] executions = row.getArrayOfUUIDs("part");
            return Optional.of(new Part(
                    BulkAction.Kind.valueOf(row.getString("kind").toUpperCase(Locale.ROOT)),
                    row.getInteger("done"),
                    List.of(executions)));
        }
        return Optional.empty();
    }

    private static List<BulkAction> actions(RowSet<Row> rows) {
        return StreamSupport.stream(rows.spliterator(), false)
                .map(BulkRepository::action)
                .toList();
    }

    private static BulkAction action(Row row) {
        OffsetDateTime finishedAt = row.getOffsetDateTime("finished_at");
        return new BulkAction(
                row.getUUID("id"),
                row.getString("name"),
                BulkAction.Kind.valueOf(row.getString("kind").toUpperCase(Locale.ROOT)),
                BulkAction.State.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
                row.getInteger("total"),
                row.getInteger("done"),
                row.getInteger("failed"),
                finishedAt == null ? null : finishedAt.toInstant());
    }
}

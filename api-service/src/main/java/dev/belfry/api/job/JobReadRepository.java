package dev.belfry.api.job;

import static java.util.stream.Collectors.toMap;

import dev.belfry.api.auth.WorkspaceId;
import dev.belfry.api.batch.Batches;
import dev.belfry.api.transaction.WorkspaceSql;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.StreamSupport;

/** Single jobs of one workspace, to be shown. Nothing is locked, and each is read with its progress at once. */
@ApplicationScoped
class JobReadRepository {

    private static final String SELECT =
            "SELECT " + JobRows.COLUMNS + " FROM job j " + JobRows.PROGRESS + " WHERE j.workspace_id = $1 AND ";
    private static final String BY_ID = SELECT + "j.id = ANY ($2)";
    private static final String BY_KEY = SELECT + "j.idempotency_key = $2";

    // First those that an index finds, whatever their number. Jobs that have run out are few among the newest, or many
    // and of no use any more.
    private static final String BY_NAME = """
            SELECT id FROM job WHERE workspace_id = $1 AND name = $2 AND state <> 'completed' LIMIT 2
            """;
    private static final String COMPLETED_BY_NAME = """
            SELECT id FROM (SELECT id, name FROM job WHERE workspace_id = $1 ORDER BY id DESC LIMIT 10000) j
             WHERE name = $2 LIMIT 2
            """;
    private static final String EXISTS = "SELECT 1 FROM job WHERE workspace_id = $1 AND id = $2";

    /** A job may hold a megabyte, so no more than these are read at once. */
    private static final Batches.Limits LIMITS = new Batches.Limits(20, Long.MAX_VALUE);

    private final WorkspaceSql sql;
    private final Batches<UUID, Optional<JobRows.Found>> byId;

    JobReadRepository(WorkspaceSql sql) {
        this.sql = sql;
        this.byId = new Batches<>(LIMITS, id -> 1, this::findAll);
    }

    Uni<Optional<JobRows.Found>> find(WorkspaceId workspace, UUID id) {
        return byId.ask(workspace, id);
    }

    /** The job that was created under a key. */
    Uni<Optional<JobRows.Found>> findByKey(WorkspaceId workspace, IdempotencyKey key) {
        return sql.query(workspace, BY_KEY, Tuple.of(workspace.value(), key.value()))
                .map(rows -> found(rows).values().stream().findFirst());
    }

    Uni<Boolean> exists(WorkspaceId workspace, UUID id) {
        return sql.query(workspace, EXISTS, Tuple.of(workspace.value(), id)).map(rows -> rows.size() > 0);
    }

    /** The jobs of a name: none, one or two of them. Completed ones only where there are no others, and none that is old. */
    Uni<List<UUID>> named(WorkspaceId workspace, String name) {
        return named(workspace, BY_NAME, name)
                .chain(found -> found.isEmpty()
                        ? named(workspace, COMPLETED_BY_NAME, name)
                        : Uni.createFrom().item(found));
    }

    private Uni<List<UUID>> named(WorkspaceId workspace, String statement, String name) {
        return sql.query(workspace, statement, Tuple.of(workspace.value(), name))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(row -> row.getUUID("id"))
                        .toList());
    }

    private Uni<List<Optional<JobRows.Found>>> findAll(WorkspaceId workspace, List<UUID> ids) {
        return sql.query(workspace, BY_ID, Tuple.of(workspace.value(), ids.toArray(UUID[]::new)))
                .map(rows -> {
                    Map<UUID, JobRows.Found> found = found(rows);
                    return ids.stream()
                            .map(id -> Optional.ofNullable(found.get(id)))
                            .toList();
                });
    }

    private static Map<UUID, JobRows.Found> found(RowSet<Row> rows) {
        return StreamSupport.stream(rows.spliterator(), false)
                .map(JobRows::of)
                // One id may have been asked for twice; its row comes once.
                .collect(toMap(one -> one.job().id, Function.identity()));
    }
}

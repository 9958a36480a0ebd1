package dev.belfry.api.order;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.belfry.api.auth.WorkspaceId;
import dev.belfry.api.transaction.Transactions;
import dev.belfry.api.transaction.WorkspaceSql;
import dev.belfry.api.value.NewId;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The statements that place and move orders. Each is a transaction of its own. */
@ApplicationScoped
class OrderRepository {

    // What became of a key's execution is asked of this statement's snapshot, which does not show an execution that was
    // stored a moment ago: for that one the answer is nothing, and the key stays with it. One that is missing after an
    // hour was dropped with its day.
    private static final String PLACE = """
            WITH origin AS (%s), keyed AS (
                INSERT INTO execution_key AS k (workspace_id, job_id, key, execution_id, expires_at, freed_by_failure)
                SELECT $1, o.job_id, asked.key, $3, asked.expires_at, asked.freed_by_failure
                  FROM origin o, unnest($4::bytea[], $5::timestamptz[], $13::boolean[])
                                     AS asked (key, expires_at, freed_by_failure)
                ON CONFLICT (job_id, key) DO UPDATE
                   SET execution_id = excluded.execution_id, expires_at = excluded.expires_at
                 WHERE k.expires_at <= now()
                    OR k.freed_by_failure
                       AND EXISTS (SELECT FROM execution e WHERE e.id = k.execution_id AND e.status IN ('failed', 'skipped'))
                    OR k.execution_id < execution_id_floor(now() - interval '1 hour')
                       AND NOT EXISTS (SELECT FROM execution e WHERE e.id = k.execution_id)
                RETURNING 1
            )
            INSERT INTO execution (id, workspace_id, job_id, status, source, scheduled_for, due_at, created_at,
                                   replay_of, concurrency_limited, input, tags, start_by, max_attempts, asked)
            SELECT $3, $1, o.job_id, 'queued', o.source, coalesce($7::timestamptz, $6::timestamptz),
                   coalesce($7::timestamptz, $6::timestamptz), $6::timestamptz, o.replay_of, o.limited,
                   coalesce($8::text::json, o.input), coalesce($9::text[], o.tags), $10::timestamptz, $11::int,
                   nullif(o.asked || $12::text::jsonb, '{}')
              FROM origin o
             WHERE (SELECT count(*) FROM keyed) = cardinality($4::bytea[])
            RETURNING job_id
            """;

    // The lock makes a deletion of the job wait, so that no execution outlives its job.
    private static final String OF_JOB = PLACE.formatted("""
            SELECT j.id AS job_id, 'api' AS source, NULL::uuid AS replay_of, j.concurrency_limit IS NOT NULL AS limited,
                   NULL::json AS input, NULL::text[] AS tags, '{}'::jsonb AS asked
              FROM job j WHERE j.workspace_id = $1 AND j.id = $2 FOR KEY SHARE OF j""");

    // How long the original might wait, and under which key it was asked for, concerned that one alone.
    private static final String OF_EXECUTION = PLACE.formatted("""
            SELECT j.id AS job_id, 'replay' AS source, r.id AS replay_of, j.concurrency_limit IS NOT NULL AS limited,
                   r.input, r.tags, coalesce(r.asked, '{}') - 'ttl' - 'idempotency_key' AS asked
              FROM execution r JOIN job j ON j.id = r.job_id
             WHERE r.workspace_id = $1 AND r.id = $2 FOR KEY SHARE OF j""");

    private static final String HOLDER = """
            SELECT e.id
              FROM execution_key k JOIN execution e ON e.id = k.execution_id
             WHERE k.workspace_id = $1 AND k.key = ANY ($3) AND k.expires_at > now()
               AND k.job_id = coalesce((SELECT job_id FROM execution WHERE workspace_id = $1 AND id = $2), $2)
             ORDER BY e.id LIMIT 1
            """;

    private static final String FREE = """
            DELETE FROM execution_key WHERE workspace_id = $1 AND job_id = $2 AND key = $3
            """;

    /**
     * The condition on the time is what the executors look at as well. One that has claimed it looks once more at its
     * instant, so there has to be time until then for this to be committed.
     */
    private static final String MOVE = """
            UPDATE execution
               SET scheduled_for = $3, due_at = $3, start_by = start_by + ($3 - due_at), dispatched_at = NULL,
                   claimed_by = NULL, lease_expires_at = NULL, changed_at = now()
             WHERE workspace_id = $1 AND id = $2 AND status = 'queued' AND attempt_count = 0 AND source <> 'schedule'
               AND due_at > clock_timestamp() + CASE WHEN claimed_by IS NULL THEN interval '0' ELSE interval '250 ms' END
            RETURNING id
            """;

    private final WorkspaceSql sql;
    private final ObjectMapper mapper;

    OrderRepository(WorkspaceSql sql, ObjectMapper mapper) {
        this.sql = sql;
        this.mapper = mapper;
    }

    /** Queues an execution of a job under an id that carries the instant; tells whether it was. */
    Uni<Boolean> placeOfJob(WorkspaceId workspace, UUID job, UUID id, Order order) {
        return place(workspace, OF_JOB, order, values(workspace, job, id, order));
    }

    /** As {@link #placeOfJob}, for what another execution did. */
    Uni<Boolean> placeOfExecution(WorkspaceId workspace, UUID original, UUID id, Order order) {
        return place(workspace, OF_EXECUTION, order, values(workspace, original, id, order));
    }

    /** The execution that one of the keys means, of a job or of the job of an execution. */
    Uni<Optional<UUID>> holder(WorkspaceId workspace, UUID jobOrExecution, List<OrderKey> keys) {
        return sql.query(workspace, HOLDER, Tuple.of(workspace.value(), jobOrExecution, hashes(keys)))
                .map(OrderRepository::first);
    }

    /** Frees a key of a job; tells whether it was taken. */
    Uni<Boolean> free(WorkspaceId workspace, UUID job, OrderKey key) {
        return sql.query(workspace, FREE, Tuple.of(workspace.value(), job, Buffer.buffer(key.hash())))
                .map(rows -> rows.rowCount() > 0);
    }

    /** Moves an execution that waits for its time; tells whether it did. */
    Uni<Boolean> move(WorkspaceId workspace, UUID id, Instant dueAt) {
        return Transactions.repeated(() -> sql.query(workspace, MOVE, Tuple.of(workspace.value(), id, utc(dueAt))))
                .map(rows -> rows.size() > 0);
    }

    /**
     * Of several keys the statement stores those that are free even when another one is held, and then no execution. So it
     * is undone; with one key or none there is nothing to undo, and no need to wait for the answer before the commit.
     */
    private Uni<Boolean> place(WorkspaceId workspace, String statement, Order order, Tuple values) {
        return Transactions.repeated(() -> order.keys().size() < 2
                ? sql.query(workspace, statement, values).map(rows -> rows.size() > 0)
                : allOrNothing(workspace, statement, values));
    }

    private Uni<Boolean> allOrNothing(WorkspaceId workspace, String statement, Tuple values) {
        return sql.transaction(
                        workspace,
                        in -> in.preparedQuery(statement)
                                .execute(values)
                                .chain(rows -> rows.size() > 0
                                        ? Uni.createFrom().item(true)
                                        : Uni.createFrom().failure(new NotAllFree())))
                .onFailure(NotAllFree.class)
                .recoverWithItem(false);
    }

    /** A transaction is undone by whatever fails in it. */
    private static final class NotAllFree extends RuntimeException {

        private static final long serialVersionUID = 1;

        NotAllFree() {
            super("a key of the order is held", null, false, false);
        }
    }

    private Tuple values(WorkspaceId workspace, UUID origin, UUID id, Order order) {
        return Tuple.tuple()
                .addUUID(workspace.value())
                .addUUID(origin)
                .addUUID(id)
                .addValue(hashes(order.keys()))
                .addArrayOfOffsetDateTime(
                        order.keys().stream().map(key -> utc(key.expiresAt())).toArray(OffsetDateTime[]::new))
                .addOffsetDateTime(utc(NewId.instantOf(id)))
                .addOffsetDateTime(utc(order.dueAt()))
                .addString(json(order.input()))
                .addArrayOfString(order.tags() == null ? null : order.tags().toArray(String[]::new))
                .addOffsetDateTime(utc(order.startBy()))
                .addInteger(order.maxAttempts())
                .addString(json(order.asked()))
                .addArrayOfBoolean(
                        order.keys().stream().map(OrderKey::freedByFailure).toArray(Boolean[]::new));
    }

    private static Buffer[] hashes(List<OrderKey> keys) {
        return keys.stream().map(key -> Buffer.buffer(key.hash())).toArray(Buffer[]::new);
    }

    private static Optional<UUID> first(RowSet<Row> rows) {
        for (Row row : rows) {
            return Optional.of(row.getUUID("id"));
        }
        return Optional.empty();
    }

    private @Nullable String json(@Nullable Object value) {
        try {
            return value == null ? null : mapper.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("what was read as JSON cannot be written", e);
        }
    }

    private static @Nullable OffsetDateTime utc(@Nullable Instant instant) {
        return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
    }
}

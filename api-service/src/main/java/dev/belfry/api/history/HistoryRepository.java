package dev.belfry.api.history;

import dev.belfry.api.auth.WorkspaceId;
import dev.belfry.api.page.PageRequest;
import dev.belfry.api.transaction.WorkspaceSql;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** The pings and flips of one workspace's monitors. */
@ApplicationScoped
class HistoryRepository {

    // A monitor has a hundred pings at most, so all are paired before the page is cut out. Bodies are fetched for it
    // alone.
    private static final String PINGS = """
            WITH paired AS (
                SELECT monitor_id, place, number, kind, received_at,
                       max(number) FILTER (WHERE kind = 'start') OVER before AS start_number,
                       max(number) FILTER (WHERE kind IN ('success', 'fail')) OVER before AS end_number,
                       max(received_at) FILTER (WHERE kind = 'start') OVER before AS started_at
                  FROM monitor_ping
                 WHERE workspace_id = $1 AND monitor_id = $2
                WINDOW before AS (PARTITION BY run ORDER BY number ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)
            )
            SELECT p.id, p.kind, p.exit_code, p.run, p.received_at, p.method, p.ip, p.user_agent, p.body, p.body_truncated,
                   CASE WHEN p.kind IN ('success', 'fail') AND t.start_number > coalesce(t.end_number, 0)
                        THEN greatest(0, extract(epoch FROM p.received_at - t.started_at) * 1000)::bigint END AS duration_ms
              FROM paired t JOIN monitor_ping p USING (monitor_id, place)
             WHERE p.workspace_id = $1 AND ($3::uuid IS NULL OR p.id < $3)
             ORDER BY p.id DESC LIMIT $4
            """;

    private static final String FLIPS = """
            SELECT id, from_state, to_state, reason, flipped_at
              FROM monitor_flip
             WHERE workspace_id = $1 AND monitor_id = $2
               AND id < coalesce($3::uuid, 'ffffffff-ffff-ffff-ffff-ffffffffffff')
             ORDER BY id DESC LIMIT $4
            """;

    private final WorkspaceSql sql;

    HistoryRepository(WorkspaceSql sql) {
        this.sql = sql;
    }

    Uni<List<KeptPingView>> pings(WorkspaceId workspace, UUID monitor, PageRequest page) {
        return list(workspace, PINGS, Tuple.of(workspace.value(), monitor, page.before(), page.fetch()), this::ping);
    }

    Uni<List<FlipView>> flips(WorkspaceId workspace, UUID monitor, PageRequest page) {
        return list(workspace, FLIPS, Tuple.of(workspace.value(), monitor, page.before(), page.fetch()), this::flip);
    }

    private <T> Uni<List<T>> list(WorkspaceId workspace, String statement, Tuple values, Function<Row, T> view) {
        Uni<RowSet<Row>> rows = sql.query(workspace, statement, values);
        return rows.map(
                all -> StreamSupport.stream(all.spliterator(), false).map(view).toList());
    }

    private KeptPingView ping(Row row) {
        @Nullable Short exitCode = row.getShort("exit_code");
        return new KeptPingView(
                row.getUUID("id"),
                row.getString("kind"),
                exitCode == null ? null : Integer.valueOf(exitCode),
                row.getString("run"),
                row.getLong("duration_ms"),
                row.getOffsetDateTime("received_at").toInstant(),
                row.getString("method"),
                row.getString("ip"),
                row.getString("user_agent"),
                row.getString("body"),
                row.getBoolean("body_truncated"));
    }

    private FlipView flip(Row row) {
        return new FlipView(
                row.getUUID("id"),
                row.getString("from_state"),
                row.getString("to_state"),
                row.getString("reason"),
                row.getOffsetDateTime("flipped_at").toInstant());
    }
}

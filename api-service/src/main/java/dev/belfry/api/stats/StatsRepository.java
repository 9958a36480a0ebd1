package dev.belfry.api.stats;

import dev.belfry.api.auth.WorkspaceId;
import dev.belfry.api.stats.StatsView.Percentiles;
import dev.belfry.api.transaction.WorkspaceSql;
import dev.belfry.core.execution.ExecutionStatus;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Counts executions of a job. */
@ApplicationScoped
class StatsRepository {

    /** One more than is counted tells whether there are more. */
    private static final int COUNTED = 10_000;

    // A percentile is one of the values, not a mean of two; the last row of a full look is not counted.
    private static final String STATS = """
            WITH found AS (
                SELECT status, scheduled_for, started_at, finished_at, row_number() OVER (ORDER BY id DESC) AS place
                  FROM (SELECT * FROM execution
                         WHERE workspace_id = $1 AND job_id = $2
                           AND id >= execution_id_floor($3) AND id <= execution_id_floor($4)
                         ORDER BY id DESC LIMIT %1$d + 1) newest
            ), counted AS (
                SELECT status,
                       CASE WHEN started_at IS NOT NULL AND status NOT IN ('queued', 'running', 'waiting')
                            THEN trunc(greatest(0, extract(epoch FROM finished_at - started_at) * 1000))::bigint END AS duration,
                       CASE WHEN started_at IS NOT NULL
                            THEN trunc(greatest(0, extract(epoch FROM started_at - scheduled_for) * 1000))::bigint END AS lateness
                  FROM found WHERE place <= %1$d
            )
            SELECT count(*) AS total, (SELECT count(*) FROM found) > %1$d AS truncated, %2$s,
                   percentile_disc(ARRAY[0.5, 0.95, 0.99]) WITHIN GROUP (ORDER BY duration) AS duration,
                   percentile_disc(ARRAY[0.5, 0.95, 0.99]) WITHIN GROUP (ORDER BY lateness) AS lateness
              FROM counted
            """.formatted(
                    COUNTED,
                    Arrays.stream(ExecutionStatus.values())
                            .map(ExecutionStatus::wireName)
                            .map(status -> "count(*) FILTER (WHERE status = '" + status + "') AS " + status)
                            .collect(Collectors.joining(", ")));

    private final WorkspaceSql sql;

    StatsRepository(WorkspaceSql sql) {
        this.sql = sql;
    }

    Uni<StatsView> stats(WorkspaceId workspace, UUID job, StatsWindow window, Instant now) {
        Instant from = now.minus(window.length());
        Tuple values = Tuple.of(
                workspace.value(),
                job,
                from.atOffset(ZoneOffset.UTC),
                now.plusMillis(1).atOffset(ZoneOffset.UTC));
        return sql.query(workspace, STATS, values)
                .map(rows -> view(rows.iterator().next(), window, from));
    }

    private static StatsView view(Row row, StatsWindow window, Instant from) {
        Map<String, Long> byStatus = new LinkedHashMap<>();
        for (ExecutionStatus status : ExecutionStatus.values()) {
            byStatus.put(status.wireName(), row.getLong(status.wireName()));
        }
        return new StatsView(
                window.text(),
                from,
                row.getLong("total"),
                row.getBoolean("truncated"),
                byStatus,
                rate(row.getLong("succeeded"), row.getLong("failed")),
                Percentiles.of(row.getArrayOfLongs("duration")),
                Percentiles.of(row.getArrayOfLongs("lateness")));
    }

    private static @Nullable Double rate(long succeeded, long failed) {
        return succeeded + failed == 0 ? null : (double) succeeded / (succeeded + failed);
    }
}

package dev.belfry.api.ledger;

import dev.belfry.api.auth.WorkspaceId;
import dev.belfry.api.transaction.WorkspaceSql;
import dev.belfry.api.value.NewId;
import dev.belfry.core.schedule.JobKind;
import dev.belfry.core.schedule.Schedule;
import dev.belfry.core.schedule.ScheduleSpec;
import dev.belfry.transport.json.WireJson;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads what is known about a job's ticks. */
@ApplicationScoped
class LedgerRepository {

    /** Rows that one page looks at on each side, those that are not of the schedule included. */
    private static final int EXAMINED = 1_000;

    /**
     * One statement is one moment: the scheduler writes rows and moves {@code next_run_at} on in one transaction, so a
     * tick is seen on one side, and on one only.
     */
    private static final String TICKS = """
            WITH within AS MATERIALIZED (
                SELECT id, source, scheduled_for, status, reason, started_at, missed_count, created_at FROM execution
                 WHERE workspace_id = $1 AND job_id = $2
                   AND id >= execution_id_floor($3) AND id < execution_id_floor($4)
                 ORDER BY id LIMIT %1$d
            ), beyond AS (
                SELECT * FROM (
                    SELECT id, source, scheduled_for, status, reason, started_at, missed_count, created_at FROM execution
                     WHERE workspace_id = $1 AND job_id = $2 AND id >= execution_id_floor($4)
                     ORDER BY id LIMIT %1$d) b
                 WHERE source = 'schedule' ORDER BY id LIMIT 1
            ), previous AS (
                SELECT scheduled_for FROM (
                    SELECT id, source, scheduled_for FROM execution
                     WHERE workspace_id = $1 AND job_id = $2 AND id < execution_id_floor($3)
                     ORDER BY id DESC LIMIT %1$d) p
                 WHERE source = 'schedule' ORDER BY id DESC LIMIT 1
            ), ticks AS (
                SELECT * FROM within WHERE source = 'schedule' UNION ALL SELECT * FROM beyond
            )
            SELECT j.kind, j.schedule::text AS schedule, j.anchor_at, j.created_at AS job_created_at, j.updated_at,
                   d.next_run_at, (SELECT scheduled_for FROM previous) AS previous,
                   (SELECT id FROM within ORDER BY id OFFSET %1$d - 1) AS last_examined,
                   t.id, t.scheduled_for, t.status, t.reason, t.started_at, t.missed_count, t.created_at
              FROM job j LEFT JOIN job_due d ON d.job_id = j.id LEFT JOIN ticks t ON true
             WHERE j.workspace_id = $1 AND j.id = $2
             ORDER BY t.id
            """.formatted(EXAMINED);

    private final WorkspaceSql sql;

    LedgerRepository(WorkspaceSql sql) {
        this.sql = sql;
    }

    /** What is known about the ticks of a range; null when the workspace has no such job. */
    Uni<@Nullable TickSource> find(WorkspaceId workspace, UUID job, LedgerRange range) {
        Tuple values = Tuple.of(workspace.value(), job, utc(range.from()), utc(range.to()));
        return sql.query(workspace, TICKS, values).map(rows -> rows.size() == 0 ? null : source(job, rows));
    }

    private static TickSource source(UUID job, RowSet<Row> rows) {
        Row first = rows.iterator().next();
        UUID lastExamined = first.getUUID("last_examined");
        // The last millisecond may have rows that were not looked at.
        Instant cutAt =
                lastExamined == null ? null : NewId.instantOf(lastExamined).minusMillis(1);
        Instant previous = instant(first, "previous");
        Instant nextRunAt = instant(first, "next_run_at");
        return new TickSource(
                schedule(job, first),
                at(first, "updated_at"),
                nextRunAt,
                previous == null ? at(first, "job_created_at").minusMillis(1) : previous,
                ticks(rows, cutAt),
                cutAt);
    }

    private static Schedule schedule(UUID job, Row row) {
        return Schedule.of(
                JobKind.valueOf(row.getString("kind").toUpperCase(Locale.ROOT)),
                WireJson.read(row.getString("schedule"), ScheduleSpec.class),
                job,
                at(row, "anchor_at"));
    }

    private static List<TickRow> ticks(RowSet<Row> rows, @Nullable Instant cutAt) {
        List<TickRow> ticks = new ArrayList<>();
        for (Row row : rows) {
            if (row.getUUID("id") != null
                    && (cutAt == null || !at(row, "scheduled_for").isAfter(cutAt))) {
                ticks.add(tick(row));
            }
        }
        return ticks;
    }

    private static TickRow tick(Row row) {
        Integer missed = row.getInteger("missed_count");
        return new TickRow(
                row.getUUID("id"),
                at(row, "scheduled_for"),
                row.getString("status"),
                row.getString("reason"),
                row.getOffsetDateTime("started_at") != null,
                missed == null ? 1 : missed,
                at(row, "created_at"));
    }

    private static Instant at(Row row, String column) {
        return row.getOffsetDateTime(column).toInstant();
    }

    private static @Nullable Instant instant(Row row, String column) {
        OffsetDateTime value = row.getOffsetDateTime(column);
        return value == null ? null : value.toInstant();
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}

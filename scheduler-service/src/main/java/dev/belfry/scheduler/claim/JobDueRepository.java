package dev.belfry.scheduler.claim;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.stream.StreamSupport;

/** The scheduler's statements on the table {@code job_due}. */
final class JobDueRepository {

    /** A span around now; either end may be negative. */
    record Span(Duration after, Duration upTo) {}

    /** Where a claim left off, in the order of the claims. */
    record Place(Instant nextRunAt, UUID jobId) {
        static final Place START = new Place(Instant.EPOCH, new UUID(0, 0));
    }

    /** A claimed row with what its job says. */
    record Claimed(
            UUID jobId,
            UUID workspaceId,
            Instant nextRunAt,
            String kind,
            String schedule,
            Instant anchorAt,
            int plan,
            boolean limited,
            String url,
            Instant now) {}

    /**
     * SKIP LOCKED keeps schedulers out of each other's way, and the lock keeps an edit waiting until the claim is
     * committed: the edit then finds the executions written here and takes those back that have not begun.
     */
    private static final String CLAIM = """
            WITH due AS MATERIALIZED (
                SELECT job_id, workspace_id, next_run_at
                  FROM job_due
                 WHERE (next_run_at, job_id) > ($1, $2)
                   AND next_run_at > now() + $3 * interval '1 ms'
                   AND next_run_at <= now() + $4 * interval '1 ms'
                 ORDER BY next_run_at, job_id
                 LIMIT $5
                   FOR UPDATE SKIP LOCKED
            )
            SELECT d.job_id, d.workspace_id, d.next_run_at, j.kind, j.schedule::text AS schedule, j.anchor_at, j.plan,
                   j.concurrency_limit IS NOT NULL AS limited, j.target_url AS url, now() AS now
              FROM due d JOIN job j ON j.id = d.job_id
             ORDER BY d.next_run_at, d.job_id
            """;

    private static final String ADVANCE = """
            UPDATE job_due d SET next_run_at = a.next_run_at
              FROM unnest($1::uuid[], $2::timestamptz[]) AS a(job_id, next_run_at)
             WHERE d.job_id = a.job_id
            """;

    private static final String REMOVE = "DELETE FROM job_due WHERE job_id = ANY($1)";

    /** Jobs whose last ticks were all skipped have no execution whose end would complete them. */
    private static final String COMPLETE =
            "UPDATE job SET state = 'completed', updated_at = now() WHERE id = ANY($1) AND state = 'active'";

    /** Locks the jobs that are due in a span, from a place in it on. */
    Uni<List<Claimed>> claim(SqlConnection in, Span span, Place from, int limit) {
        return in.preparedQuery(CLAIM)
                .execute(Tuple.of(
                        from.nextRunAt().atOffset(ZoneOffset.UTC),
                        from.jobId(),
                        span.after().toMillis(),
                        span.upTo().toMillis(),
                        limit))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(JobDueRepository::claimed)
                        .toList());
    }

    Uni<Void> advance(SqlConnection in, List<UUID> jobIds, List<Instant> nextRunsAt) {
        if (jobIds.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        OffsetDateTime[] times =
                nextRunsAt.stream().map(at -> at.atOffset(ZoneOffset.UTC)).toArray(OffsetDateTime[]::new);
        return in.preparedQuery(ADVANCE)
                .execute(Tuple.of(jobIds.toArray(UUID[]::new), times))
                .replaceWithVoid();
    }

    Uni<Void> remove(SqlConnection in, List<UUID> jobIds) {
        return onJobs(in, REMOVE, jobIds);
    }

    Uni<Void> complete(SqlConnection in, List<UUID> jobIds) {
        return onJobs(in, COMPLETE, jobIds);
    }

    private static Uni<Void> onJobs(SqlConnection in, String statement, List<UUID> jobIds) {
        if (jobIds.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return in.preparedQuery(statement)
                .execute(Tuple.of(jobIds.toArray(UUID[]::new)))
                .replaceWithVoid();
    }

    private static Claimed claimed(Row row) {
        return new Claimed(
                row.getUUID("job_id"),
                row.getUUID("workspace_id"),
                row.getOffsetDateTime("next_run_at").toInstant(),
                row.getString("kind"),
                row.getString("schedule"),
                row.getOffsetDateTime("anchor_at").toInstant(),
                row.getInteger("plan"),
                row.getBoolean("limited"),
                row.getString("url"),
                row.getOffsetDateTime("now").toInstant());
    }
}

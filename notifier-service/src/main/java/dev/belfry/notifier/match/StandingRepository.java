package dev.belfry.notifier.match;

import dev.belfry.notifier.rule.Occurrence;
import dev.belfry.notifier.rule.Standing;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.StreamSupport;

/** Reads how jobs and monitors stood when something happened. */
public final class StandingRepository {

    /**
     * The failures in a row around an end lie between the successes before and after it, in the order of ids; a success
     * looks at those just before it. Only so many ends are looked back at, so that a job which has failed for weeks costs no
     * more than others; its first failure is then the oldest that was looked at.
     */
    private static final String OF_JOBS = """
            SELECT o.id, run.failures, run.ids, run.since, good.id AS after_id, next_good.id AS before_id,
                   next_good.id IS NOT NULL AS over
              FROM unnest($1::uuid[], $2::uuid[]) AS o(id, job_id)
              LEFT JOIN LATERAL (
                    SELECT w.id
                      FROM (SELECT x.id, x.status FROM execution x
                             WHERE x.job_id = o.job_id AND x.id < o.id AND x.status IN ('succeeded', 'failed')
                             ORDER BY x.id DESC LIMIT %1$d) w
                     WHERE w.status = 'succeeded' ORDER BY w.id DESC LIMIT 1) good ON true
              LEFT JOIN LATERAL (
                    SELECT x.id FROM execution x
                     WHERE good.id IS NULL AND x.job_id = o.job_id AND x.id < o.id AND x.status IN ('succeeded', 'failed')
                     ORDER BY x.id DESC OFFSET %1$d LIMIT 1) oldest ON true
              LEFT JOIN LATERAL (
                    SELECT x.id FROM execution x
                     WHERE x.job_id = o.job_id AND x.id >= o.id AND x.status = 'succeeded'
                     ORDER BY x.id LIMIT 1) next_good ON true
             CROSS JOIN LATERAL (
                    SELECT count(*)::int AS failures, array_agg(w.id ORDER BY w.id) AS ids,
                           (array_agg(w.finished_at ORDER BY w.id))[1] AS since
                      FROM (SELECT x.id, x.finished_at FROM execution x
                             WHERE x.job_id = o.job_id AND x.status = 'failed'
                               AND x.id > coalesce(good.id, oldest.id, '00000000-0000-0000-0000-000000000000')
                               AND x.id < coalesce(next_good.id, 'ffffffff-ffff-ffff-ffff-ffffffffffff')
                             ORDER BY x.id LIMIT %1$d) w) run
            """;

    private static final String OF_MONITORS = """
            SELECT o.id, 0 AS failures, array_remove(ARRAY[down.id], NULL) AS ids, down.flipped_at AS since,
                   NULL::uuid AS after_id, NULL::uuid AS before_id, m.state <> 'down' AS over
              FROM unnest($1::uuid[], $2::uuid[]) AS o(id, monitor_id)
              JOIN monitor m ON m.id = o.monitor_id
              LEFT JOIN LATERAL (
                    SELECT d.id, d.flipped_at FROM monitor_flip d
                     WHERE d.monitor_id = o.monitor_id AND d.id <= o.id AND d.to_state = 'down'
                     ORDER BY d.id DESC LIMIT 1) down ON true
            """;

    private StandingRepository() {}

    /** How many ends are looked back at. */
    public enum Reach {
        /** More than any rule waits for. */
        NEAR(128),
        /** As far as anybody is told of. */
        FAR(1000);

        private final String ofJobs;

        Reach(int ends) {
            this.ofJobs = OF_JOBS.formatted(ends);
        }
    }

    /** By the ids of what happened. */
    public static Uni<Map<UUID, Standing>> read(
            SqlConnection connection, Collection<Occurrence> happened, Reach reach) {
        List<Occurrence> ofMonitors =
                happened.stream().filter(Occurrence::isOfMonitor).distinct().toList();
        List<Occurrence> ofJobs =
                happened.stream().filter(what -> !what.isOfMonitor()).distinct().toList();
        return read(connection, reach.ofJobs, ofJobs)
                .chain(jobs -> read(connection, OF_MONITORS, ofMonitors).map(monitors -> {
                    jobs.putAll(monitors);
                    return jobs;
                }));
    }

    private static Uni<Map<UUID, Standing>> read(
            SqlConnection connection, String statement, List<Occurrence> happened) {
        if (happened.isEmpty()) {
            return Uni.createFrom().item(new HashMap<>());
        }
        Tuple values = Tuple.of(
                happened.stream().map(Occurrence::id).toArray(UUID[]::new),
                happened.stream().map(Occurrence::targetId).toArray(UUID[]::new));
        return connection.preparedQuery(statement).execute(values).map(rows -> {
            Map<UUID, Standing> standings = new HashMap<>();
            StreamSupport.stream(rows.spliterator(), false)
                    .forEach(row -> standings.put(row.getUUID("id"), standing(row)));
            return standings;
        });
    }

    private static Standing standing(Row row) {
        OffsetDateTime since = row.getOffsetDateTime("since");
        UUID[] run = row.getArrayOfUUIDs("ids");
        return new Standing(
                row.getInteger("failures"),
                run == null ? List.of() : List.of(run),
                since == null ? null : since.toInstant(),
                row.getUUID("after_id"),
                row.getUUID("before_id"),
                row.getBoolean("over"));
    }
}

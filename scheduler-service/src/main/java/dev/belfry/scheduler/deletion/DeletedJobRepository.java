package dev.belfry.scheduler.deletion;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlResult;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.List;
import java.util.UUID;
import java.util.stream.StreamSupport;

/** The statements on deleted jobs and on what is left of them. */
final class DeletedJobRepository {

    private static final String LIST = "SELECT job_id FROM deleted_job WHERE job_id > $1 ORDER BY job_id LIMIT $2";

    private static final String DELETE_EXECUTIONS = deleteFrom("execution");

    private static final String DELETE_DELIVERIES = deleteFrom("notification_delivery");

    private static final String FORGET = """
            DELETE FROM deleted_job d
             WHERE d.job_id = ANY($1) AND d.deleted_at < now() - interval '1 minute'
               AND NOT EXISTS (SELECT FROM execution e WHERE e.job_id = d.job_id)
               AND NOT EXISTS (SELECT FROM notification_delivery n WHERE n.job_id = d.job_id)
            """;

    private final Pool pool;

    DeletedJobRepository(Pool pool) {
        this.pool = pool;
    }

    /** Deleted jobs that are not forgotten yet, from one on. */
    Uni<List<UUID>> list(UUID after, int limit) {
        return pool.preparedQuery(LIST)
                .execute(Tuple.of(after, limit))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(row -> row.getUUID("job_id"))
                        .toList());
    }

    /** Removes some of the jobs' executions; gives how many. */
    Uni<Integer> deleteExecutions(List<UUID> jobs, int limit) {
        return delete(DELETE_EXECUTIONS, jobs, limit);
    }

    /** Removes some of the jobs' deliveries; gives how many. */
    Uni<Integer> deleteDeliveries(List<UUID> jobs, int limit) {
        return delete(DELETE_DELIVERIES, jobs, limit);
    }

    /** Removes the notes about those of the jobs of which nothing is left. */
    Uni<Void> forget(List<UUID> jobs) {
        return pool.preparedQuery(FORGET)
                .execute(Tuple.of((Object) jobs.toArray(UUID[]::new)))
                .replaceWithVoid();
    }

    private Uni<Integer> delete(String statement, List<UUID> jobs, int limit) {
        return pool.preparedQuery(statement)
                .execute(Tuple.of(jobs.toArray(UUID[]::new), limit))
                .map(SqlResult::rowCount);
    }

    private static String deleteFrom(String table) {
        return """
                DELETE FROM %1$s
                 WHERE id = ANY(ARRAY(SELECT id FROM %1$s WHERE job_id = ANY($1) LIMIT $2 FOR UPDATE SKIP LOCKED))
                """.formatted(table);
    }
}

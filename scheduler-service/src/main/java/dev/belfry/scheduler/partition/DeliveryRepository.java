package dev.belfry.scheduler.partition;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlResult;
import io.vertx.mutiny.sqlclient.Tuple;

/** The deliveries that tell of executions which are dropped, and those that tell of none and are as old. */
final class DeliveryRepository {

    /**
     * The ids bound what is read, but do not decide: the execution of a tick that was made up late is old by its id and
     * still there. A delivery that is still pending goes as well, because without its execution it is never made. What
     * tells of no execution (of a monitor, a test) is as old as its own id.
     */
    private static final String DELETE = """
            WITH kept AS MATERIALIZED (
                SELECT execution_id_floor(((now() AT TIME ZONE 'UTC')::date - $1::int)::timestamp AT TIME ZONE 'UTC') AS floor
            )
            DELETE FROM notification_delivery
             WHERE id = ANY(ARRAY(
                   SELECT d.id
                     FROM notification_delivery d
                    WHERE d.id = ANY(ARRAY(
                          (SELECT n.id
                             FROM notification_delivery n
                            WHERE n.execution_id < (SELECT floor FROM kept)
                              AND NOT EXISTS (SELECT FROM execution e WHERE e.id = n.execution_id)
                            LIMIT $2)
                          UNION ALL
                          (SELECT n.id
                             FROM notification_delivery n
                            WHERE n.id < (SELECT floor FROM kept) AND n.execution_id IS NULL
                            LIMIT $2)))
                    LIMIT $2 FOR UPDATE SKIP LOCKED))
            """;

    private final Pool pool;

    DeliveryRepository(Pool pool) {
        this.pool = pool;
    }

    /** Removes some deliveries from before the days that are kept, unless their execution is still there; gives how many. */
    Uni<Integer> deleteOlderThan(int days, int limit) {
        return pool.preparedQuery(DELETE).execute(Tuple.of(days, limit)).map(SqlResult::rowCount);
    }
}

package dev.belfry.scheduler.partition;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlResult;
import io.vertx.mutiny.sqlclient.Tuple;

/** The deliveries that tell of executions which are dropped. */
final class DeliveryRepository {

    /**
     * The ids bound what is read, but do not decide: the execution of a tick that was made up late is old by its id and
     * still there. A delivery that is still pending goes as well, because without its execution it is never made.
     */
    private static final String DELETE = """
            DELETE FROM notification_delivery
             WHERE id = ANY(ARRAY(
                   SELECT n.id
                     FROM notification_delivery n
                    WHERE n.execution_id < execution_id_floor(
                              ((now() AT TIME ZONE 'UTC')::date - $1::int)::timestamp AT TIME ZONE 'UTC')
                      AND NOT EXISTS (SELECT FROM execution e WHERE e.id = n.execution_id)
                    LIMIT $2 FOR UPDATE OF n SKIP LOCKED))
            """;

    private final Pool pool;

    DeliveryRepository(Pool pool) {
        this.pool = pool;
    }

    /** Removes some deliveries whose execution is gone and ran before the days that are kept; gives how many. */
    Uni<Integer> deleteOlderThan(int days, int limit) {
        return pool.preparedQuery(DELETE).execute(Tuple.of(days, limit)).map(SqlResult::rowCount);
    }
}

package dev.belfry.scheduler.partition;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;

/** The partitions of the table {@code execution}. */
final class PartitionRepository {

    private final Pool pool;

    PartitionRepository(Pool pool) {
        this.pool = pool;
    }

    /** Makes the partitions of yesterday, today and the coming days. */
    Uni<Void> ensure(int daysAhead) {
        return pool.preparedQuery("""
                        SELECT ensure_execution_partitions((now() AT TIME ZONE 'UTC')::date - 1,
                                                           (now() AT TIME ZONE 'UTC')::date + $1::int)
                        """).execute(Tuple.of(daysAhead)).replaceWithVoid();
    }

    /** Drops the days that ended longer ago than this. */
    Uni<Void> dropOlderThan(int days) {
        return pool.preparedQuery("SELECT drop_execution_partitions((now() AT TIME ZONE 'UTC')::date - $1::int)")
                .execute(Tuple.of(days))
                .replaceWithVoid();
    }
}

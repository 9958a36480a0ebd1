package dev.belfry.scheduler.beat;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;

/** The statement on the table {@code scheduler_beat}. */
final class BeatRepository {

    private static final String BEAT = """
            INSERT INTO scheduler_beat (beat_at) VALUES (now())
            ON CONFLICT (only_row) DO UPDATE SET beat_at = excluded.beat_at
            """;

    private final Pool pool;

    BeatRepository(Pool pool) {
        this.pool = pool;
    }

    Uni<Void> beat() {
        return pool.preparedQuery(BEAT).execute().replaceWithVoid();
    }
}

package dev.belfry.scheduler.claim;

import dev.belfry.transport.config.Bounds;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How jobs are claimed. */
@ConfigMapping(prefix = "scheduler.claim")
public interface ClaimConfig {

    /** How long before its time a job is claimed, so that the database and Kafka are paid for before it. */
    @WithDefault("2s")
    Duration lookahead();

    /** How often to look without being woken; well below the lookahead. */
    @WithDefault("1s")
    Duration pollInterval();

    /** Jobs in one transaction. */
    @WithDefault("500")
    @Bounds(min = 1)
    int batchSize();

    /** A tick older than this was missed by an outage, and its job's catch_up decides. */
    @WithDefault("10s")
    Duration missedAfter();
}

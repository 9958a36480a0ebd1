package dev.belfry.executor.run;

import dev.belfry.transport.config.Bounds;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How this instance runs executions. */
@ConfigMapping(prefix = "executor.run")
public interface RunConfig {

    /** How long a claim holds without being renewed; it is renewed at a quarter of it. At least a second. */
    @WithDefault("10s")
    Duration lease();

    /** How long before its time an execution is claimed, at most; longer than the scheduler hands over ahead. */
    @WithDefault("3s")
    Duration claimAhead();

    /**
     * Executions claimed ahead of their time or waiting for a place; what is beyond is claimed when it has one. A
     * workspace may have twice as many as are free.
     */
    @WithDefault("20000")
    @Bounds(min = 0)
    int maxClaimedAhead();

    /** Bytes of what the claims made ahead say; what is beyond is read when its call is to begin. */
    @WithDefault("12582912")
    @Bounds(min = 0)
    long maxBytesAhead();

    /** A call that goes on for longer than this shows as running; before, only its end is written. */
    @WithDefault("100ms")
    Duration showRunningAfter();

    /** Executions in one statement. */
    @WithDefault("500")
    @Bounds(min = 1)
    int batchSize();

    /** Statements of one kind on their way at the same time. */
    @WithDefault("2")
    @Bounds(min = 1)
    int batchesUnderWay();

    /**
     * Messages held until their instant or until they have a place. A workspace may hold twice as many as are free; what
     * is beyond the scheduler sends again. Where all are taken, reading pauses.
     */
    @WithDefault("50000")
    @Bounds(min = 1)
    int maxHeld();

    /** Retries that come sooner stay with this instance; later ones go back to the scheduler. */
    @WithDefault("5s")
    Duration holdRetriesUpTo();

    /** How long a stopping instance waits for the calls under way before it hands them back. */
    @WithDefault("20s")
    Duration drain();

    /** How long it waits after that until their reports are written. */
    @WithDefault("5s")
    Duration lastReports();
}

package dev.belfry.notifier.rule;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened and may have to be told: the late start or the end of an execution, or the flip of a monitor.
 *
 * @param id of the execution or the flip
 * @param jobId null when it is about a monitor
 * @param monitorId null when it is about a job
 * @param at when it happened
 * @param lateness how much later than planned the execution started; zero for a monitor
 */
public record Occurrence(
        UUID id,
        UUID workspaceId,
        @Nullable UUID jobId,
        @Nullable UUID monitorId,
        Kind kind,
        Instant at,
        Duration lateness) {

    /** What happened. */
    public enum Kind {
        /** The execution is under way. */
        STARTED,
        SUCCEEDED,
        FAILED,
        /** The execution waits for an approval. */
        WAITING,
        /** The monitor went down. */
        DOWN,
        /** The monitor was down and is up. */
        UP
    }

    /** The job or the monitor. */
    public UUID targetId() {
        return jobId != null ? jobId : Objects.requireNonNull(monitorId);
    }

    public boolean isOfMonitor() {
        return monitorId != null;
    }
}

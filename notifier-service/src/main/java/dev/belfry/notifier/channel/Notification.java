package dev.belfry.notifier.channel;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What is told: an event of a job and the execution behind it.
 *
 * @param deliveryId the same on every attempt, for the receiver to tell repetitions
 * @param event {@code on_success}, {@code on_failure} or {@code on_completion}
 */
public record Notification(UUID deliveryId, UUID workspaceId, String event, Job job, Execution execution) {

    /** The job as the receiver sees it. */
    public record Job(UUID id, String name, String kind) {}

    /**
     * The execution as the receiver sees it.
     *
     * @param attempts how many calls were made
     * @param statusCode of the last answer; null when there was none
     * @param error null when it succeeded
     */
    public record Execution(
            UUID id,
            String status,
            String source,
            Instant scheduledFor,
            @Nullable Instant startedAt,
            @Nullable Instant finishedAt,
            int attempts,
            @Nullable Integer statusCode,
            @Nullable String error) {}
}

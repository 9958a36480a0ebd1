package dev.belfry.notifier.channel;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What is told: an event of a job with the execution behind it, or of a monitor, or neither, in a test or a notice.
 *
 * @param deliveryId the same on every attempt, for the receiver to tell repetitions
 * @param event a rule's event, or one of the constants here
 * @param job with {@code execution}, or null
 * @param monitor null unless the event is one of a monitor
 */
public record Notification(
        UUID deliveryId,
        UUID workspaceId,
        String event,
        @Nullable Job job,
        @Nullable Execution execution,
        @Nullable Monitor monitor,
        Circumstances circumstances) {

    /** The event of a sample, by which a channel is tried out. */
    public static final String TEST = "test";

    /** The event of the notice to the owners that a channel was switched off. */
    public static final String CHANNEL_OFF = "channel_off";

    /** The watchdog has seen that the engine is in trouble; of no workspace. */
    public static final String WATCHDOG_ALARM = "watchdog_alarm";

    /** The trouble is over; of no workspace. */
    public static final String WATCHDOG_OVER = "watchdog_over";

    /** The job as the receiver sees it. */
    public record Job(UUID id, String name, String kind) {}

    /**
     * The execution as the receiver sees it.
     *
     * @param attempts how many calls were made
     * @param statusCode of the last answer; null when there was none
     * @param error null when it succeeded
     * @param output the JSON that the job's template made of the answer; null without a template
     * @param bodyPreview the beginning of the last answer, where the channel wants to show it
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
            @Nullable String error,
            @Nullable String output,
            @Nullable String bodyPreview) {

        public boolean isFailed() {
            return status.equals("failed");
        }
    }

    /**
     * The monitor as the receiver sees it.
     *
     * @param state the state that the event brought it into
     * @param reason why, in words
     */
    public record Monitor(
            UUID id,
            String name,
            String state,
            String reason,
            Instant changedAt,
            @Nullable Instant lastPingAt,
            @Nullable Instant nextExpectedAt) {}

    /**
     * How it stood when it was decided to tell.
     *
     * @param reminder 0 for the first message about an outage, then counted
     * @param folded how many other messages this one stands for
     * @param failures how many executions in a row have failed; null when nobody counted
     * @param brokenSince when the first of them failed; null when nobody asked
     * @param link where to read on
     * @param channel the name of the channel that the message goes to, or is about
     * @param remark what else there is to say, in words
     */
    public record Circumstances(
            int reminder,
            int folded,
            @Nullable Integer failures,
            @Nullable Instant brokenSince,
            String link,
            String channel,
            @Nullable String remark) {}
}

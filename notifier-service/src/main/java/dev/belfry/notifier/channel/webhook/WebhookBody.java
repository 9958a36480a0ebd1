package dev.belfry.notifier.channel.webhook;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonRawValue;
import dev.belfry.notifier.channel.Notification;
import dev.belfry.notifier.channel.Notification.Circumstances;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a webhook carries, as JSON with snake_case names; what does not apply is left out.
 *
 * @param outage since when it fails and how many in a row
 * @param output what the job's template made of the answer
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record WebhookBody(
        String event,
        UUID workspaceId,
        Notification.@Nullable Job job,
        @Nullable Execution execution,
        @Nullable Monitor monitor,
        @Nullable Outage outage,
        @JsonRawValue @Nullable String output,
        int reminder,
        int folded,
        String link,
        Instant timestamp) {

    record Execution(
            UUID id,
            String status,
            String source,
            Instant scheduledFor,
            @Nullable Instant startedAt,
            @Nullable Instant finishedAt,
            int attempts,
            @Nullable Integer statusCode,
            @Nullable String error) {}

    record Monitor(
            UUID id,
            String name,
            String state,
            String reason,
            @Nullable Instant lastPingAt,
            @Nullable Instant nextExpectedAt) {}

    record Outage(Instant since, @Nullable Integer failures) {}

    static WebhookBody of(Notification told, Instant now) {
        Circumstances around = told.circumstances();
        Notification.Execution execution = told.execution();
        return new WebhookBody(
                told.event(),
                told.workspaceId(),
                told.job(),
                execution == null ? null : of(execution),
                told.monitor() == null ? null : of(told.monitor()),
                around.brokenSince() == null ? null : new Outage(around.brokenSince(), around.failures()),
                execution == null ? null : execution.output(),
                around.reminder(),
                around.folded(),
                around.link(),
                now);
    }

    private static Execution of(Notification.Execution execution) {
        return new Execution(
                execution.id(),
                execution.status(),
                execution.source(),
                execution.scheduledFor(),
                execution.startedAt(),
                execution.finishedAt(),
                execution.attempts(),
                execution.statusCode(),
                execution.error());
    }

    private static Monitor of(Notification.Monitor monitor) {
        return new Monitor(
                monitor.id(),
                monitor.name(),
                monitor.state(),
                monitor.reason(),
                monitor.lastPingAt(),
                monitor.nextExpectedAt());
    }
}

package dev.belfry.api.monitor;

import dev.belfry.core.monitor.MonitorState;
import java.net.URI;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A monitor as a client sees it. Whoever may read it may ping it. */
@Schema(name = "Monitor")
public record MonitorView(
        UUID id,
        UUID workspaceId,
        String name,
        @Schema(implementation = MonitorState.class) String state,
        @Nullable Integer expectedIntervalSec,
        @Nullable Times schedule,
        int graceSeconds,
        @Nullable Integer maxRunSeconds,
        String pingUrl,
        String pingToken,

        @Schema(description = "An image of the state; status.json in place of status.svg tells it to programs")
        String badgeUrl,

        @Nullable Instant lastPingAt,

        @Schema(description = "When the run began that has not ended") @Nullable
        Instant startedAt,

        @Schema(description = "The deadline, grace included; null while it is paused") @Nullable
        Instant nextExpectedAt,

        @Schema(description = "How many pings it was ever sent")
        long pingCount,

        Instant createdAt,
        Instant updatedAt) {

    /** When a ping is due. */
    @Schema(name = "MonitorScheduleView")
    public record Times(String cron, String timezone) {}

    /** The tokens of a monitor's addresses. */
    record Tokens(String ping, String badge) {}

    static MonitorView of(Monitor monitor, Tokens tokens, URI publicUrl) {
        Monitor.Definition told = monitor.definition();
        Monitor.Progress progress = monitor.progress();
        String base = publicUrl.toString().replaceAll("/+$", "");
        return new MonitorView(
                monitor.id(),
                monitor.workspaceId(),
                told.name(),
                monitor.state().wireName(),
                told.expectedIntervalSec(),
                told.cron() == null || told.timezone() == null ? null : new Times(told.cron(), told.timezone()),
                told.graceSeconds(),
                told.maxRunSeconds(),
                base + "/v1/ping/" + tokens.ping(),
                tokens.ping(),
                base + "/v1/badges/" + tokens.badge() + "/status.svg",
                progress.lastPingAt(),
                progress.startedAt(),
                progress.nextExpectedAt(),
                progress.pingCount(),
                monitor.createdAt(),
                monitor.updatedAt());
    }
}

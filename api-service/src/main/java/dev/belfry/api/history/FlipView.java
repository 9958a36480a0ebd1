package dev.belfry.api.history;

import dev.belfry.core.monitor.MonitorState;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A change of a monitor's state. */
@Schema(name = "Flip")
public record FlipView(
        UUID id,
        @Schema(implementation = MonitorState.class) String fromState,
        @Schema(implementation = MonitorState.class) String toState,
        @Schema(description = "In words, for people") String reason,
        Instant flippedAt) {}

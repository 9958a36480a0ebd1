package dev.belfry.api.badge;

import dev.belfry.core.monitor.MonitorState;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A badge for programs. */
@Schema(name = "Badge")
public record BadgeView(
        @Schema(implementation = MonitorState.class) String state) {}

package dev.belfry.api.ping;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.belfry.core.monitor.MonitorState;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What a ping is answered.
 *
 * @param state of the monitor, after the ping
 * @param message what the client may not expect; absent otherwise
 */
@Schema(name = "PingAnswer")
public record PingView(
        boolean ok,
        @Schema(implementation = MonitorState.class) String state,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String message) {

    static PingView of(MonitorState state) {
        return new PingView(true, state.wireName(), state == MonitorState.PAUSED ? "Monitor is paused" : null);
    }
}

package dev.belfry.core.message;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.UUID;

/**
 * News that a monitor went down or recovered; the flip's row holds the rest, and whether it was reported yet. A lost
 * message costs the time until the notifier's sweeper finds that row.
 *
 * @param flipId the row of the change
 * @param workspaceId whose monitor it is
 * @param fromState wire name of the state before
 * @param toState wire name of the state it has now, unless it has changed again since
 * @param flippedAt when the change was decided
 */
public record MonitorChanged(
        UUID flipId, UUID workspaceId, UUID monitorId, String fromState, String toState, Instant flippedAt) {

    /** What arrives from outside may lack anything; a message is whole or it is none. */
    public MonitorChanged {
        requireNonNull(flipId, "flip_id is missing");
        requireNonNull(workspaceId, "workspace_id is missing");
        requireNonNull(monitorId, "monitor_id is missing");
        requireNonNull(fromState, "from_state is missing");
        requireNonNull(toState, "to_state is missing");
        requireNonNull(flippedAt, "flipped_at is missing");
    }
}

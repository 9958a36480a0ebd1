package dev.belfry.executor.run;

import dev.belfry.executor.admission.SharedRoom;
import dev.belfry.executor.execution.ClaimedExecution;
import java.util.UUID;

/** How much is claimed ahead of its time, and how much of what those claims say is held. Confined to the event loop. */
final class AheadOfTime {

    private final SharedRoom claims;
    private final SharedRoom bytes;

    AheadOfTime(RunConfig config) {
        this.claims = new SharedRoom(config.maxClaimedAhead());
        this.bytes = new SharedRoom(config.maxBytesAhead());
    }

    /** Whether an execution may be claimed ahead; it counts as one of those then. */
    boolean enter(HeldExecution execution) {
        UUID workspace = execution.lane().workspaceId();
        boolean hasRoom = claims.leftFor(workspace) > 0;
        if (hasRoom) {
            claims.take(workspace, 1);
            execution.claiming();
        }
        return hasRoom;
    }

    /** The claim as it is held until its time. What names secrets is read at it anyhow: they may have changed. */
    ClaimedExecution hold(HeldExecution execution, ClaimedExecution claim) {
        UUID workspace = execution.lane().workspaceId();
        int length = claim.job().length();
        if (!claim.job().isHeld() || !claim.job().secrets().isEmpty() || length > bytes.leftFor(workspace)) {
            return claim.forgotten();
        }
        bytes.take(workspace, length);
        execution.holdsAhead(length);
        return claim;
    }

    /** It is no longer one of those. */
    void leave(HeldExecution execution) {
        UUID workspace = execution.lane().workspaceId();
        bytes.give(workspace, execution.leaveBytesAhead());
        if (execution.leaveAhead()) {
            claims.give(workspace, 1);
        }
    }
}

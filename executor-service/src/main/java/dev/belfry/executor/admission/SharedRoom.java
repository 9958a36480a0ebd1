package dev.belfry.executor.admission;

import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/**
 * Room for something that is held, of which a workspace may have twice as much as is free: one alone gets two thirds, two
 * in the end get two fifths each, and so on; whoever comes later gets two thirds of what is left at first. Confined to
 * one thread.
 */
public final class SharedRoom {

    private final long size;
    private final Map<UUID, Long> byWorkspace = new HashMap<>();
    private long taken;

    public SharedRoom(long size) {
        this.size = size;
    }

    /** How much a workspace may take at most; never negative. */
    public long leftFor(UUID workspaceId) {
        long beyond = 2 * (size - taken) - byWorkspace.getOrDefault(workspaceId, 0L);
        // What is taken is no longer free; rounded up, so that even a room for one is a room.
        return Math.max(0, (beyond + 2) / 3);
    }

    /** Takes what is left or more: whoever has to have it has it. */
    public void take(UUID workspaceId, long amount) {
        taken += amount;
        byWorkspace.merge(workspaceId, amount, Long::sum);
    }

    /** Gives back what was taken. */
    public void give(UUID workspaceId, long amount) {
        taken -= amount;
        byWorkspace.computeIfPresent(workspaceId, (any, all) -> all <= amount ? null : all - amount);
    }

    public long taken() {
        return taken;
    }
}

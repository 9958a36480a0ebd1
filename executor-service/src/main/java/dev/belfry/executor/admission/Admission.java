package dev.belfry.executor.admission;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.ToLongFunction;

/**
 * Bounds what is under way. Confined to one thread.
 *
 * <p>Waiting work stands in lanes, one for each workspace and host. Whenever there is room, workspaces take turns,
 * and within a workspace its hosts do.
 */
public final class Admission<W> {

    /** Whose share a piece of work uses. */
    public record Lane(UUID workspaceId, String host) {}

    private final Shares shares;
    private final ToLongFunction<W> weigher;
    private final Consumer<W> admitted;
    private final Map<UUID, Long> byWorkspace = new HashMap<>();
    private final Map<String, Long> byHost = new HashMap<>();
    private final Map<Lane, Long> byLane = new HashMap<>();
    private final Map<UUID, Map<String, ArrayDeque<W>>> waiting = new LinkedHashMap<>();
    private long underWay;
    private int waitingCount;

    /**
     * An admission that counts pieces of work.
     *
     * @param admitted what is done with work that is let in
     */
    public Admission(Shares shares, Consumer<W> admitted) {
        this(shares, work -> 1, admitted);
    }

    /**
     * An admission that weighs.
     *
     * @param weigher how much of the shares a piece of work uses, at least 1; asked when the work is let in
     */
    public Admission(Shares shares, ToLongFunction<W> weigher, Consumer<W> admitted) {
        this.shares = shares;
        this.weigher = weigher;
        this.admitted = admitted;
    }

    /** Hands the work on at once when there is room, else as soon as there is. */
    public void offer(Lane lane, W work) {
        if (hasRoom(lane) && !waiting.getOrDefault(lane.workspaceId(), Map.of()).containsKey(lane.host())) {
            admit(lane, work);
        } else {
            waiting.computeIfAbsent(lane.workspaceId(), any -> new LinkedHashMap<>())
                    .computeIfAbsent(lane.host(), any -> new ArrayDeque<>())
                    .add(work);
            waitingCount++;
        }
    }

    /** Gives the place of an admitted piece of work back. Exactly once for each. */
    public void release(Lane lane) {
        release(lane, 1);
    }

    /** Gives back what an admitted piece of work weighed. Exactly once for each. */
    public void release(Lane lane, long weight) {
        underWay -= weight;
        byWorkspace.computeIfPresent(lane.workspaceId(), (any, all) -> all == weight ? null : all - weight);
        byHost.computeIfPresent(lane.host(), (any, all) -> all == weight ? null : all - weight);
        byLane.computeIfPresent(lane, (any, all) -> all == weight ? null : all - weight);
        while (waitingCount > 0 && admitNext()) {
            // each turn admits one
        }
    }

    public long underWay() {
        return underWay;
    }

    public int waitingCount() {
        return waitingCount;
    }

    private boolean hasRoom(Lane lane) {
        return shares.hasRoom(
                underWay,
                byWorkspace.getOrDefault(lane.workspaceId(), 0L),
                byHost.getOrDefault(lane.host(), 0L),
                byLane.getOrDefault(lane, 0L));
    }

    private boolean hasRoom(UUID workspaceId) {
        return shares.hasRoom(underWay, byWorkspace.getOrDefault(workspaceId, 0L), 0, 0);
    }

    private void admit(Lane lane, W work) {
        long weight = weigher.applyAsLong(work);
        underWay += weight;
        byWorkspace.merge(lane.workspaceId(), weight, Long::sum);
        byHost.merge(lane.host(), weight, Long::sum);
        byLane.merge(lane, weight, Long::sum);
        admitted.accept(work);
    }

    private boolean admitNext() {
        Iterator<Map.Entry<UUID, Map<String, ArrayDeque<W>>>> workspaces =
                waiting.entrySet().iterator();
        while (workspaces.hasNext()) {
            Map.Entry<UUID, Map<String, ArrayDeque<W>>> workspace = workspaces.next();
            if (hasRoom(workspace.getKey()) && admitNextOf(workspace.getKey(), workspace.getValue())) {
                return true;
            }
        }
        return false;
    }

    private boolean admitNextOf(UUID workspaceId, Map<String, ArrayDeque<W>> hosts) {
        for (Map.Entry<String, ArrayDeque<W>> host : hosts.entrySet()) {
            Lane lane = new Lane(workspaceId, host.getKey());
            if (hasRoom(lane)) {
                ArrayDeque<W> queue = host.getValue();
                W next = queue.remove();
                waitingCount--;
                moveBehind(hosts, lane.host(), queue, queue.isEmpty());
                moveBehind(waiting, workspaceId, hosts, hosts.isEmpty());
                admit(lane, next);
                return true;
            }
        }
        return false;
    }

    /** Whoever had a turn stands behind the others; whoever has nothing left leaves. */
    private static <K, V> void moveBehind(Map<K, V> turns, K key, V value, boolean nothingLeft) {
        turns.remove(key);
        if (!nothingLeft) {
            turns.put(key, value);
        }
    }
}

package dev.belfry.executor.admission;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * Bounds what is under way. Confined to one thread.
 *
 * <p>Waiting work stands in lanes, one for each workspace and host. Whenever a place becomes free, workspaces take turns,
 * and within a workspace its hosts do.
 */
public final class Admission<W> {

    /** Whose share a piece of work uses. */
    public record Lane(UUID workspaceId, String host) {}

    private final AdmissionLimits limits;
    private final Consumer<W> admitted;
    private final Map<UUID, Integer> byWorkspace = new HashMap<>();
    private final Map<String, Integer> byHost = new HashMap<>();
    private final Map<UUID, Map<String, ArrayDeque<W>>> waiting = new LinkedHashMap<>();
    private int underWay;
    private int waitingCount;

    public Admission(AdmissionLimits limits, Consumer<W> admitted) {
        this.limits = limits;
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
        underWay--;
        byWorkspace.computeIfPresent(lane.workspaceId(), (any, count) -> count == 1 ? null : count - 1);
        byHost.computeIfPresent(lane.host(), (any, count) -> count == 1 ? null : count - 1);
        while (waitingCount > 0 && underWay < limits.total() && admitNext()) {
            // each turn admits one
        }
    }

    public int underWay() {
        return underWay;
    }

    public int waitingCount() {
        return waitingCount;
    }

    private boolean hasRoom(Lane lane) {
        return underWay < limits.total()
                && hasRoom(lane.workspaceId())
                && byHost.getOrDefault(lane.host(), 0) < limits.perHost();
    }

    private boolean hasRoom(UUID workspaceId) {
        return byWorkspace.getOrDefault(workspaceId, 0) < limits.perWorkspace();
    }

    private void admit(Lane lane, W work) {
        underWay++;
        byWorkspace.merge(lane.workspaceId(), 1, Integer::sum);
        byHost.merge(lane.host(), 1, Integer::sum);
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

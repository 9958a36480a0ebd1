package dev.belfry.executor.run;

import dev.belfry.core.message.ExecutionRequested;
import dev.belfry.executor.admission.SharedRoom;
import dev.belfry.executor.execution.ClaimedExecution;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The executions that this instance has in hand. Only the event loop changes them; some questions may come from elsewhere. */
final class InHand {

    private final int most;
    private final SharedRoom room;
    private final Map<UUID, HeldExecution> held = new ConcurrentHashMap<>();
    private volatile int count;

    InHand(int most) {
        this.most = most;
        this.room = new SharedRoom(most);
    }

    /** Whether more messages may come; asked from other threads. */
    boolean hasRoom() {
        return count < most;
    }

    /** May be asked from other threads. */
    int count() {
        return count;
    }

    boolean isEmpty() {
        return held.isEmpty();
    }

    @Nullable
    HeldExecution find(UUID execution) {
        return held.get(execution);
    }

    /** Whether the workspace of a message has its share in hand already. */
    boolean hasNoRoomFor(ExecutionRequested message) {
        return room.leftFor(message.workspaceId()) == 0;
    }

    /** Takes it in hand, whatever its workspace has. */
    void take(HeldExecution execution) {
        if (held.put(execution.id(), execution) == null) {
            room.take(execution.lane().workspaceId(), 1);
        }
        count = held.size();
    }

    void letGo(HeldExecution execution) {
        if (held.remove(execution.id(), execution)) {
            room.give(execution.lane().workspaceId(), 1);
        }
        execution.forgetAnswer();
        count = held.size();
    }

    /** A copy: whoever goes through them may take some and let others go. */
    List<HeldExecution> all(Predicate<HeldExecution> which) {
        return held.values().stream().filter(which).toList();
    }

    /** Those with a lease that came due before an instant; first those whose calls are under way. Any thread may ask. */
    List<ClaimedExecution> claimedAndDueBefore(Instant instant) {
        List<ClaimedExecution> underWay = new ArrayList<>();
        List<ClaimedExecution> others = new ArrayList<>();
        for (HeldExecution execution : held.values()) {
            ClaimedExecution claim = execution.claim();
            if (claim != null && execution.dueAt().isBefore(instant)) {
                (execution.isRunning() ? underWay : others).add(claim);
            }
        }
        underWay.addAll(others);
        return underWay;
    }
}

package dev.belfry.executor.slot;

import dev.belfry.executor.execution.ClaimedExecution;
import dev.belfry.executor.execution.ReportedExecution;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * What came of asking for slots.
 *
 * @param waited those asked for that were still waiting for a slot, whatever became of them
 * @param claimed the executions that begin now, with a lease of this instance
 * @param later executions of which nothing could be said yet; ask again in a moment
 * @param ended executions that were skipped, or canceled for others; some may be under way here or elsewhere
 */
public record SlotClaim(
        Set<UUID> waited, List<ClaimedExecution> claimed, Set<UUID> later, List<ReportedExecution> ended) {

    static final SlotClaim NONE = new SlotClaim(Set.of(), List.of(), Set.of(), List.of());

    /** The same with executions that were claimed before. */
    SlotClaim and(List<ClaimedExecution> before) {
        return before.isEmpty()
                ? this
                : new SlotClaim(
                        waited, Stream.concat(claimed.stream(), before.stream()).toList(), later, ended);
    }
}

package dev.belfry.executor.slot;

import dev.belfry.core.schedule.Overlap;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Where a job stands while its lock is held. Ids are ordered by time.
 *
 * @param limit how many may have begun at once, at least 1; null when the limit was taken away
 * @param begun the open executions that hold a slot, oldest first
 * @param due the others that have come due, oldest first, whether this executor has them in hand or not
 */
record Line(UUID jobId, @Nullable Integer limit, Overlap overlap, List<UUID> begun, List<UUID> due) {

    /** How many slots are free; less than none after the limit was lowered. */
    int free() {
        return limit == null ? Integer.MAX_VALUE : limit - begun.size();
    }
}

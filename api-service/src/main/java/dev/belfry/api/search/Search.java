package dev.belfry.api.search;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which executions to find: those that fulfil all of these. What is empty or null is fulfilled by any.
 *
 * @param jobs each has to be fulfilled
 * @param tags one of them has to be the execution's, or its job's
 * @param from the earliest instant that an id may carry
 * @param to the latest
 * @param touchedBy a bulk action that has had its turn with it
 */
public record Search(
        Set<ExecutionState> states,
        List<Jobs> jobs,
        Set<String> tags,
        @Nullable Boolean test,
        @Nullable Instant from,
        @Nullable Instant to,
        @Nullable UUID touchedBy) {

    /**
     * One of these jobs.
     *
     * @param scheduled whether only executions that the job's schedule asked for count
     */
    public record Jobs(Set<UUID> ids, Set<String> names, boolean scheduled) {}

    Search withJobs(List<Jobs> others) {
        return new Search(states, others, tags, test, from, to, touchedBy);
    }
}

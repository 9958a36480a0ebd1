package dev.belfry.api.search;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.belfry.api.execution.ExecutionView;
import dev.belfry.api.order.Asked;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An execution with all that is known of it.
 *
 * @param tags its own and its job's, sorted
 * @param metadata as programs left it
 * @param changedAt when anything about it changed last
 * @param busyMillis how long its attempts took together
 * @param whole what lists leave out
 */
public record FoundExecution(
        ExecutionView execution,
        ExecutionState state,
        List<String> tags,
        Asked asked,
        @Nullable ObjectNode metadata,
        Instant changedAt,
        long busyMillis,
        @Nullable Whole whole) {

    /**
     * @param input what was sent in place of the job's body
     * @param jobKind as on the wire
     * @param jobSchedule as the job says it now
     */
    public record Whole(@Nullable JsonNode input, String jobKind, JsonNode jobSchedule) {}

    public UUID id() {
        return execution.id();
    }
}

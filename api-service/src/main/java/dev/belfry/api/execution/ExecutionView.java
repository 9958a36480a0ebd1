package dev.belfry.api.execution;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.belfry.core.execution.ExecutionStatus;
import dev.belfry.core.execution.TriggerSource;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * An execution as a client sees it.
 *
 * @param latenessMs from the scheduled time to the start of the first attempt
 * @param nextAttemptAt when the next attempt may start; only between two attempts
 * @param replayOf the execution that this one repeats
 * @param reason why it was skipped or canceled
 * @param finalOutput what the job's response_output_template made of the answer
 * @param missedCount for how many ticks it stands; skipped ones only
 * @param attempts one object for each attempt that ended, in order; left out of lists
 */
@Schema(name = "Execution")
public record ExecutionView(
        UUID id,
        UUID jobId,
        String jobName,
        @Schema(implementation = ExecutionStatus.class) String status,
        @Schema(implementation = TriggerSource.class) String source,
        @Nullable UUID replayOf,
        Instant scheduledFor,
        @Nullable Instant startedAt,
        @Nullable Instant finishedAt,
        Instant createdAt,
        @Nullable Long durationMs,
        @Nullable Long latenessMs,
        int attemptCount,
        @Nullable Instant nextAttemptAt,
        @Nullable String error,
        @Nullable String errorCode,
        @Nullable String reason,
        @Nullable Integer missedCount,
        @Schema(implementation = Object.class) @Nullable JsonNode finalOutput,

        @Schema(implementation = AttemptShape[].class) @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
        JsonNode attempts) {

    /** One that was queued a moment ago, for the instant at which it was. */
    public static ExecutionView queued(UUID id, UUID jobId, String jobName, TriggerSource source, Instant at) {
        return new ExecutionView(
                id,
                jobId,
                jobName,
                ExecutionStatus.QUEUED.wireName(),
                source.wireName(),
                null,
                at,
                null,
                null,
                at,
                null,
                null,
                0,
                null,
                null,
                null,
                null,
                null,
                null,
                JsonNodeFactory.instance.arrayNode());
    }
}

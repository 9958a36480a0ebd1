package dev.belfry.api.runs;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A run as the client knows it. What is null is left out.
 *
 * @param env lists only
 * @param durationMs how long its attempts took together
 * @param payload what was sent in place of the job's body; of a run on its own, as is all that follows
 * @param output what the job's template made of the answer, or else the answer's body
 */
@Schema(name = "Run")
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonNaming(PropertyNamingStrategies.LowerCamelCaseStrategy.class)
public record RunView(
        String id,

        @Schema(description = "One of the thirteen statuses that the client knows")
        String status,

        String taskIdentifier,
        @Nullable String idempotencyKey,
        boolean isQueued,
        boolean isExecuting,
        boolean isWaiting,
        boolean isCompleted,
        boolean isSuccess,
        boolean isFailed,
        boolean isCancelled,
        boolean isTest,
        Instant createdAt,
        Instant updatedAt,
        @Nullable Instant startedAt,
        @Nullable Instant finishedAt,
        @Nullable Instant delayedUntil,
        @Nullable Instant expiredAt,
        @Nullable String ttl,
        List<String> tags,
        int costInCents,
        int baseCostInCents,
        long durationMs,
        @Schema(implementation = Object.class) @Nullable JsonNode metadata,
        @Nullable Environment env,
        @Nullable Integer depth,
        @Nullable String triggerFunction,
        @Schema(implementation = Object.class) @Nullable Map<String, Object> relatedRuns,
        @Nullable Integer attemptCount,
        @Schema(implementation = Object[].class) @Nullable List<Object> attempts,
        @Schema(implementation = Object.class) @Nullable JsonNode payload,
        @Schema(implementation = Object.class) @Nullable JsonNode output,
        @Nullable RunError error,
        @Nullable RunSchedule schedule) {

    @Schema(name = "RunEnvironment")
    public record Environment(String id, String name) {}

    /**
     * Why a run did not succeed.
     *
     * @param name the kind of it, like a class of errors
     */
    @Schema(name = "RunError")
    public record RunError(String message, String name) {}

    /** What started a run that nobody triggered. */
    @Schema(name = "RunSchedule")
    public record RunSchedule(String id, Generator generator) {}

    @Schema(name = "RunGenerator")
    public record Generator(
            @Schema(description = "Always CRON") String type, String expression, String description) {}
}

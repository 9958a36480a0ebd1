package dev.belfry.api.job;

import com.fasterxml.jackson.databind.JsonNode;
import dev.belfry.api.definition.JobState;
import dev.belfry.api.definition.RequestInput;
import dev.belfry.api.definition.RetryPolicyInput;
import dev.belfry.api.schedule.ScheduleShape;
import dev.belfry.core.schedule.JobKind;
import dev.belfry.core.schedule.Overlap;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A job as a client sees it.
 *
 * @param idempotencyKey what the job was created under; null when under none
 * @param nextRunAt when it runs next by its schedule; null when it is not active or about to finish
 * @param lastRunAt when the newest of its executions that have begun began
 * @param lastStatus where that execution stands
 */
@Schema(name = "Job")
public record JobView(
        UUID id,
        UUID workspaceId,
        String name,
        @Schema(implementation = JobKind.class) String kind,
        @Schema(implementation = JobState.class) String state,
        @Schema(implementation = ScheduleShape.class) JsonNode schedule,
        @Schema(implementation = RequestInput.class) JsonNode request,
        @Schema(implementation = RetryPolicyInput.class) JsonNode retryPolicy,
        @Schema(implementation = Object.class) @Nullable JsonNode responseOutputTemplate,
        List<String> tags,
        @Nullable Integer concurrencyLimit,
        @Schema(implementation = Overlap.class) String overlap,
        @Nullable String idempotencyKey,
        @Nullable Instant nextRunAt,
        @Nullable Instant lastRunAt,
        @Nullable String lastStatus,
        Instant createdAt,
        Instant updatedAt) {}

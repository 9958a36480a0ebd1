package dev.belfry.api.definition;

import com.fasterxml.jackson.databind.JsonNode;
import dev.belfry.api.json.NonBlank;
import dev.belfry.api.json.ReadOnlyFields;
import dev.belfry.api.schedule.ScheduleShape;
import dev.belfry.core.schedule.JobKind;
import dev.belfry.core.schedule.Overlap;
import dev.belfry.core.schedule.ScheduleSpec;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.hibernate.validator.constraints.Range;
import org.hibernate.validator.constraints.UniqueElements;
import org.jspecify.annotations.Nullable;

/** A job as a client states it: what comes in at creation, and what a partial update has to add up to. */
@ReadOnlyFields({
    "id",
    "workspace_id",
    "idempotency_key",
    "next_run_at",
    "last_run_at",
    "last_status",
    "created_at",
    "updated_at"
})
public record JobInput(
        @NotNull(message = "is required")
        @NonBlank
        @Size(max = 200, message = "may have {max} characters at most")
        @Nullable
        String name,

        @NotNull(message = "is required: cron, recurring, scheduled or one_time") @Nullable
        JobKind kind,

        @Schema(description = "active (default), paused or draft; completed is reached, not set") @Nullable
        JobState state,

        @Schema(implementation = ScheduleShape.class) @Nullable
        ScheduleSpec schedule,

        @NotNull(message = "is required") @Valid @Nullable RequestInput request,

        @Valid @Nullable RetryPolicyInput retryPolicy,

        @Schema(
                description = "What to make of the answer: an object whose texts are templates such as"
                        + " {{response.status}} or {{response.json.id}}; kept as final_output of the execution",
                implementation = Object.class)
        @Nullable
        JsonNode responseOutputTemplate,

        @Schema(description = "For finding jobs again; each once")
        @Size(max = MAX_TAGS, message = "may hold {max} tags at most")
        @UniqueElements(message = "must not hold a tag twice")
        @Nullable
        List<
                        @Size(max = MAX_TAG, message = "may have {max} characters at most")
                        @Pattern(regexp = TAG, message = "has to begin and end with a visible character") String>
                tags,

        @Schema(description = "How many executions may be open at once; null is any number")
        @Range(min = 1, max = 1000, message = "has to be from {min} to {max}")
        @Nullable
        Integer concurrencyLimit,

        @Schema(description = "What becomes of a run beyond the concurrency_limit", defaultValue = "queue") @Nullable
        Overlap overlap) {

    static final int MAX_TAGS = 20;
    static final int MAX_TAG = 50;
    static final String TAG = "[^\\p{Cntrl}\\s]([^\\p{Cntrl}]*[^\\p{Cntrl}\\s])?";

    static final ScheduleSpec NO_SCHEDULE =
            new ScheduleSpec(null, null, null, null, null, null, null, null, null, null);
}

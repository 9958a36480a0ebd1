package dev.belfry.api.definition;

import dev.belfry.api.json.NonBlank;
import dev.belfry.api.json.ReadOnlyFields;
import dev.belfry.api.schedule.ScheduleShape;
import dev.belfry.core.schedule.JobKind;
import dev.belfry.core.schedule.ScheduleSpec;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A job as a client states it: what comes in at creation, and what a partial update has to add up to. */
@ReadOnlyFields({"id", "workspace_id", "next_run_at", "last_run_at", "last_status", "created_at", "updated_at"})
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

        @Valid @Nullable RetryPolicyInput retryPolicy) {

    static final ScheduleSpec NO_SCHEDULE =
            new ScheduleSpec(null, null, null, null, null, null, null, null, null, null);
}

package dev.belfry.api.schedule;

import dev.belfry.core.schedule.JobKind;
import dev.belfry.core.schedule.ScheduleSpec;
import jakarta.validation.constraints.NotNull;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.hibernate.validator.constraints.Range;
import org.jspecify.annotations.Nullable;

/** Which runs to preview. */
public record PreviewInput(
        @Schema(implementation = ScheduleShape.class) @NotNull(message = "is required") @Nullable
        ScheduleSpec schedule,

        @Schema(description = "As in a job; told by the schedule's fields when absent") @Nullable
        JobKind kind,

        @Schema(description = "Runs after this instant; default now") @Nullable
        Instant from,

        @Schema(description = "How many", defaultValue = "5")
        @Range(min = 1, max = 100, message = "has to be from {min} to {max}")
        @Nullable
        Integer count) {}

package dev.belfry.api.rule;

import dev.belfry.api.json.ReadOnlyFields;
import jakarta.validation.constraints.NotNull;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A rule as a client states it. */
@ReadOnlyFields({"id", "workspace_id", "job_id", "created_at"})
public record RuleInput(
        @NotNull(message = "is required") @Nullable UUID channelId,

        @NotNull(message = "is required: on_success, on_failure or on_completion") @Nullable
        Event event) {

    /** Which end of an execution to tell. */
    @Schema(name = "RuleEvent")
    public enum Event {
        ON_SUCCESS,
        /** All attempts used up. */
        ON_FAILURE,
        /** Either way. */
        ON_COMPLETION
    }
}

package dev.belfry.api.channel;

import com.fasterxml.jackson.databind.JsonNode;
import dev.belfry.api.json.NonBlank;
import dev.belfry.api.json.ReadOnlyFields;
import dev.belfry.core.notification.ChannelType;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A channel as a client states it. What {@code config} holds depends on the type: {@link ChannelConfigReader}. */
@ReadOnlyFields({
    "id",
    "workspace_id",
    "state_since",
    "state_reason",
    "failing_since",
    "secret",
    "created_at",
    "updated_at"
})
public record ChannelInput(
        @NotNull(message = "is required")
        @NonBlank
        @Size(max = 200, message = "may have {max} characters at most")
        @Nullable
        String name,

        @NotNull(message = "is required: webhook, email, slack, discord, telegram, teams or pagerduty") @Nullable
        ChannelType type,

        @Schema(type = SchemaType.OBJECT) @NotNull(message = "is required") @Nullable
        JsonNode config,

        @Schema(description = "active switches a channel on again, off switches it off; refused is Belfry's to say")
        @Nullable
        State state) {

    /** How a channel fares. */
    @Schema(name = "ChannelState")
    public enum State {
        ACTIVE,
        /** What it was sent last was refused for good; the next success takes that back. */
        REFUSED,
        /** Nothing is sent to it. */
        OFF
    }
}

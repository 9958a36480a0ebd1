package dev.belfry.api.channel;

import dev.belfry.api.json.NonBlank;
import dev.belfry.api.json.ReadOnlyFields;
import dev.belfry.api.json.Sensitive;
import dev.belfry.core.outbound.TargetUrl;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A channel as a client states it. */
@ReadOnlyFields({"id", "workspace_id", "created_at", "updated_at"})
public record ChannelInput(
        @NotNull(message = "is required")
        @NonBlank
        @Size(max = 200, message = "may have {max} characters at most")
        @Nullable
        String name,

        @NotNull(message = "is required: webhook") @Nullable Type type,

        @NotNull(message = "is required") @Valid @Nullable Config config) {

    /** What kind of receiver it is. */
    @Schema(name = "ChannelType")
    public enum Type {
        WEBHOOK
    }

    /** Where the receiver is and what it shares with us. */
    @Schema(name = "WebhookConfig")
    @ReadOnlyFields("secret_configured")
    public record Config(
            @Schema(description = "http or https, without user info")
            @NotNull(message = "is required")
            @Size(min = 1, max = TargetUrl.MAX_LENGTH, message = "has to have {min} to {max} characters")
            @Nullable
            String url,

            @Schema(
                    description = "Signs each message; never answered. null removes it, absence keeps it.",
                    writeOnly = true)
            @NonBlank(message = "must not be blank; null removes it")
            @Size(max = 1024, message = "may have {max} characters at most")
            @Sensitive
            @Nullable
            String secret) {}
}

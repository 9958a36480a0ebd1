package dev.belfry.api.workspace;

import dev.belfry.api.json.NonBlank;
import dev.belfry.api.json.ReadOnlyFields;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A workspace as a client states it. */
@ReadOnlyFields({"id", "created_at", "updated_at"})
public record WorkspaceInput(
        @NotNull(message = "is required")
        @NonBlank
        @Size(max = 200, message = "may have {max} characters at most")
        @Nullable
        String name,

        @Schema(description = "An IANA time zone; UTC by default") @Nullable
        String timezone) {}

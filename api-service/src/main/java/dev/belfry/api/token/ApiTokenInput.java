package dev.belfry.api.token;

import dev.belfry.api.json.NonBlank;
import dev.belfry.api.json.ReadOnlyFields;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A token as a client states it. */
@ReadOnlyFields({"id", "prefix", "created_by", "created_at", "last_used_at"})
public record ApiTokenInput(
        @NotNull(message = "is required")
        @NonBlank
        @Size(max = 200, message = "may have {max} characters at most")
        @Nullable
        String name,

        @Schema(description = "What it may do; by default all that its maker may")
        @Size(min = 1, max = 100, message = "has to hold {min} to {max} scopes; leave it out for all that you may do")
        @Nullable
        List<@NotNull(message = "must not be null") String> scopes,

        @Schema(description = "In the future; by default never") @Nullable
        Instant expiresAt) {}

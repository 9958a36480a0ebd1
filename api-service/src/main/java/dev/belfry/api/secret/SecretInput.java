package dev.belfry.api.secret;

import dev.belfry.api.json.ReadOnlyFields;
import dev.belfry.api.json.Sensitive;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A secret as a client states it. */
@ReadOnlyFields({"id", "environment", "key_version", "created_at", "updated_at"})
public record SecretInput(
        @Schema(description = "What jobs name as secret://name; cannot be changed", examples = "stripe-key")
        @NotNull(message = "is required")
        @Pattern(regexp = SecretInput.NAME, message = "has to be 1 to 128 letters, digits, dots, dashes or underscores")
        @Nullable
        String name,

        @Schema(
                description = "1 to 8192 bytes of Latin-1 without control characters, as it goes into headers;"
                        + " never answered",
                writeOnly = true)
        @NotNull(message = "is required")
        @Sensitive
        @Nullable
        String value) {

    static final String NAME = "[A-Za-z0-9_.-]{1,128}";
}

package dev.belfry.api.workspace;

import dev.belfry.api.json.ReadOnlyFields;
import jakarta.validation.constraints.NotNull;
import org.jspecify.annotations.Nullable;

/** What of a member can be changed. */
@ReadOnlyFields({"user_id", "name", "email", "created_at"})
public record MemberInput(
        @NotNull(message = "is required: admin or member") @Nullable
        GrantedRole role) {}

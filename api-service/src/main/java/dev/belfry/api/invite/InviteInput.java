package dev.belfry.api.invite;

import dev.belfry.api.mail.EmailAddress;
import dev.belfry.api.workspace.GrantedRole;
import jakarta.validation.constraints.NotNull;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** An invitation as a client states it. */
public record InviteInput(
        @NotNull(message = "is required") @EmailAddress @Nullable
        String email,

        @Schema(description = "member by default") @Nullable GrantedRole role) {}

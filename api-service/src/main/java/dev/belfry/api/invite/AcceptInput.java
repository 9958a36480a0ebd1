package dev.belfry.api.invite;

import dev.belfry.api.json.NonBlank;
import dev.belfry.api.json.Sensitive;
import dev.belfry.api.link.LinkSecret;
import dev.belfry.api.password.Passwords;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Who follows an invitation. */
public record AcceptInput(
        @Schema(description = "The token of the link")
        @NotNull(message = "is required")
        @Size(min = 1, max = LinkSecret.MAX_LENGTH, message = "is the token of a link")
        @Sensitive
        @Nullable
        String token,

        @NotNull(message = "is required")
        @NonBlank
        @Size(max = 200, message = "may have {max} characters at most")
        @Nullable
        String name,

        @NotNull(message = "is required")
        @Size(min = Passwords.MIN_LENGTH, max = Passwords.MAX_LENGTH, message = Passwords.LENGTH_RULE)
        @Sensitive
        @Nullable
        String password) {}

package dev.belfry.api.account;

import dev.belfry.api.json.NonBlank;
import dev.belfry.api.json.Sensitive;
import dev.belfry.api.mail.EmailAddress;
import dev.belfry.api.password.Passwords;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A sign-up as a client states it. */
public record SignupInput(
        @NotNull(message = "is required")
        @NonBlank
        @Size(max = 200, message = "may have {max} characters at most")
        @Nullable
        String name,

        @NotNull(message = "is required") @EmailAddress @Nullable
        String email,

        @NotNull(message = "is required")
        @Size(min = Passwords.MIN_LENGTH, max = Passwords.MAX_LENGTH, message = Passwords.LENGTH_RULE)
        @Sensitive
        @Nullable
        String password,

        @Schema(description = "The first workspace, which the caller will own")
        @NotNull(message = "is required")
        @NonBlank
        @Size(max = 200, message = "may have {max} characters at most")
        @Nullable
        String workspaceName,

        @Schema(description = "The workspace's IANA time zone; UTC by default") @Nullable
        String timezone) {}

package dev.belfry.api.recovery;

import dev.belfry.api.json.Sensitive;
import dev.belfry.api.password.Passwords;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/** A change of the password. */
public record ChangeInput(
        @NotNull(message = "is required")
        @Size(max = Passwords.MAX_LENGTH, message = "may have {max} characters at most")
        @Sensitive
        @Nullable
        String currentPassword,

        @NotNull(message = "is required")
        @Size(min = Passwords.MIN_LENGTH, max = Passwords.MAX_LENGTH, message = Passwords.LENGTH_RULE)
        @Sensitive
        @Nullable
        String newPassword) {}

package dev.belfry.api.recovery;

import dev.belfry.api.mail.EmailAddress;
import jakarta.validation.constraints.NotNull;
import org.jspecify.annotations.Nullable;

/** Whose password is forgotten. */
public record ForgotInput(
        @NotNull(message = "is required") @EmailAddress @Nullable
        String email) {}

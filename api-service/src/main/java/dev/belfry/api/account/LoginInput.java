package dev.belfry.api.account;

import dev.belfry.api.json.Sensitive;
import dev.belfry.api.mail.EmailAddress;
import dev.belfry.api.password.Passwords;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/** A login as a client states it. */
public record LoginInput(
        @NotNull(message = "is required") @EmailAddress @Nullable
        String email,

        @NotNull(message = "is required")
        @Size(max = Passwords.MAX_LENGTH, message = "may have {max} characters at most")
        @Sensitive
        @Nullable
        String password) {}

package dev.belfry.api.account;

import jakarta.validation.constraints.NotNull;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Where to go. */
public record SwitchInput(
        @NotNull(message = "is required") @Nullable UUID workspaceId) {}

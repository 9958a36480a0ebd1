package dev.belfry.api.workspace;

import jakarta.validation.constraints.NotNull;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Who is to own the workspace. */
public record TransferInput(
        @NotNull(message = "is required") @Nullable UUID userId) {}

package dev.belfry.api.auth;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A stored token, with whom it stands for.
 *
 * @param expiresAt null: never
 */
record TokenOwner(
        UUID token,
        Identity identity,
        byte[] hash,
        @Nullable Instant expiresAt) {}

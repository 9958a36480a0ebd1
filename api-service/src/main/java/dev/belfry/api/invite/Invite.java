package dev.belfry.api.invite;

import java.time.Instant;
import java.util.UUID;

/** An open invitation, with what its letter tells. */
record Invite(
        UUID id,
        String email,
        String role,
        Instant expiresAt,
        Instant createdAt,
        String workspaceName,
        String inviterName) {}

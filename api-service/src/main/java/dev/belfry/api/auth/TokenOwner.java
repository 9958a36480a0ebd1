package dev.belfry.api.auth;

import java.util.UUID;

/** A stored token, with whom it stands for. */
record TokenOwner(WorkspaceId workspace, UUID userId, String role, byte[] hash) {}

package dev.belfry.api.auth;

import java.util.UUID;

/**
 * Who makes a request.
 *
 * @param verified whether the e-mail address is; somebody whose is not may only read
 */
public record Identity(WorkspaceId workspace, UUID userId, Role role, Grants grants, boolean verified) {}

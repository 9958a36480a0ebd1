package dev.belfry.api.address;

import dev.belfry.api.auth.WorkspaceId;
import java.util.UUID;

/**
 * Where a token leads.
 *
 * @param id of the address; another token of the same monitor makes another address
 */
public record Address(UUID id, WorkspaceId workspace, UUID monitorId) {}

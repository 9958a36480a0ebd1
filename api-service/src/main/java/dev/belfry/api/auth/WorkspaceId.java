package dev.belfry.api.auth;

import java.util.UUID;

/** The tenant on whose behalf a query runs. Comes from the caller's token and from nowhere else. */
public record WorkspaceId(UUID value) {}

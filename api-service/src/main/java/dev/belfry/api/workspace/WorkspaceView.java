package dev.belfry.api.workspace;

import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A workspace. */
@Schema(name = "Workspace")
public record WorkspaceView(UUID id, String name, String timezone, Instant createdAt, Instant updatedAt) {}

package dev.belfry.api.workspace;

import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A member of a workspace.
 *
 * @param role {@code owner}, {@code admin} or {@code member}
 * @param createdAt since when
 */
@Schema(name = "Member")
public record MemberView(UUID userId, String name, String email, String role, Instant createdAt) {}

package dev.belfry.api.account;

import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A workspace somebody belongs to.
 *
 * @param role {@code owner}, {@code admin} or {@code member}
 */
@Schema(name = "Membership")
public record MembershipView(Place workspace, String role) {

    /** A workspace by its name. */
    @Schema(name = "WorkspaceName")
    public record Place(UUID id, String name) {}
}

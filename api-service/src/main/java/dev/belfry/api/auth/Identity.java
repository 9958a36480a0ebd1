package dev.belfry.api.auth;

import io.quarkus.security.identity.SecurityIdentity;
import java.util.Optional;
import java.util.UUID;

/**
 * Who makes a request.
 *
 * @param verified whether the e-mail address is; somebody whose is not may only read
 */
public record Identity(WorkspaceId workspace, UUID userId, Role role, Grants grants, boolean verified) {

    /** Who stands behind what the framework found out; nobody when the request came without credentials. */
    public static Optional<Identity> of(SecurityIdentity found) {
        return Optional.ofNullable(found.getAttribute(TokenIdentityProvider.IDENTITY));
    }
}

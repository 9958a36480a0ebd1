package dev.belfry.api.auth;

import io.quarkus.security.identity.SecurityIdentity;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Who makes a request.
 *
 * @param token the API token that was shown; null when it was the token of a login
 * @param verified whether the e-mail address is; somebody whose is not may only read
 */
public record Identity(
        WorkspaceId workspace,
        UUID userId,
        Role role,
        Grants grants,
        @Nullable UUID token,
        boolean verified) {

    /** Who stands behind what the framework found out; nobody when the request came without credentials. */
    public static Optional<Identity> of(SecurityIdentity found) {
        return Optional.ofNullable(found.getAttribute(TokenIdentityProvider.IDENTITY));
    }
}

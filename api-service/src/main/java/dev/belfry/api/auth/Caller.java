package dev.belfry.api.auth;

import io.quarkus.security.identity.SecurityIdentity;
import jakarta.enterprise.context.RequestScoped;

/** Who makes the present request. Only behind an endpoint that asks for authentication. */
@RequestScoped
public class Caller {

    private final SecurityIdentity identity;

    public Caller(SecurityIdentity identity) {
        this.identity = identity;
    }

    public Identity identity() {
        Identity who = identity.getAttribute(TokenIdentityProvider.IDENTITY);
        if (who == null) {
            throw new IllegalStateException("an endpoint without @Authenticated asked who calls");
        }
        return who;
    }

    public WorkspaceId workspace() {
        return identity().workspace();
    }
}

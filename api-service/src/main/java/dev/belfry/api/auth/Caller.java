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

    public WorkspaceId workspace() {
        WorkspaceId workspace = identity.getAttribute(TokenIdentityProvider.WORKSPACE);
        if (workspace == null) {
            throw new IllegalStateException("an endpoint without @Authenticated asked for its workspace");
        }
        return workspace;
    }
}

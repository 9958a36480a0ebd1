package dev.belfry.api.auth;

import io.quarkus.security.UnauthorizedException;
import io.quarkus.security.identity.CurrentIdentityAssociation;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Response;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jspecify.annotations.Nullable;

/** Stands before each endpoint that {@link Requires} a scope, and before its body is read. */
public class AccessFilter {

    private final CurrentIdentityAssociation identities;

    public AccessFilter(CurrentIdentityAssociation identities) {
        this.identities = identities;
    }

    @ServerRequestFilter(priority = Priorities.AUTHORIZATION)
    public @Nullable Uni<Response> check(ResourceInfo endpoint) {
        Requires required = endpoint.getResourceMethod().getAnnotation(Requires.class);
        if (required == null) {
            return null;
        }
        return identities.getDeferredIdentity().map(identity -> {
            Access.require(Identity.of(identity).orElseThrow(UnauthorizedException::new), required.value());
            return null;
        });
    }
}

package dev.belfry.api.auth;

import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticator;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;

/** Asks again, while an answer goes on and on, whether its caller may still have it. */
@Singleton
public class LongCall {

    private final HttpAuthenticator authenticator;

    LongCall(HttpAuthenticator authenticator) {
        this.authenticator = authenticator;
    }

    /**
     * Whether what the request was sent with would let it in at this moment, and into the same workspace. While nobody
     * can tell, because the database is away, it is let go on: nothing of a tenant's can be read then either.
     */
    public Uni<Boolean> mayGoOn(RoutingContext request, Scope scope, WorkspaceId workspace) {
        return authenticator
                .attemptAuthentication(request)
                .map(identity -> identity != null && allows(identity, scope, workspace))
                .onFailure(AuthenticationFailedException.class)
                .recoverWithItem(false)
                .onFailure()
                .recoverWithItem(true);
    }

    private static boolean allows(SecurityIdentity identity, Scope scope, WorkspaceId workspace) {
        Identity who = identity.getAttribute(TokenIdentityProvider.IDENTITY);
        return who != null && who.workspace().equals(workspace) && Access.allows(who, scope);
    }
}

package dev.belfry.api.auth;

import dev.belfry.core.token.ApiToken;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.request.AuthenticationRequest;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;

/** Finds out who stands behind a token, wherever it came from. */
@Singleton
public class Tokens {

    private final LoginTokens logins;
    private final IdentityProviderManager identities;

    Tokens(LoginTokens logins, IdentityProviderManager identities) {
        this.logins = logins;
        this.identities = identities;
    }

    /** Who shows the token of a login or an API token; fails with an AuthenticationFailedException when it is neither. */
    public Uni<Identity> identify(String token) {
        return authenticate(token).map(found -> Identity.of(found).orElseThrow(AuthenticationFailedException::new));
    }

    Uni<SecurityIdentity> authenticate(String token) {
        AuthenticationRequest request = token.startsWith(ApiToken.MARK)
                ? ApiToken.parse(token).map(TokenRequest::new).orElse(null)
                : logins.read(token).map(LoginRequest::new).orElse(null);
        return request == null
                ? Uni.createFrom().failure(new AuthenticationFailedException())
                : identities.authenticate(request);
    }
}

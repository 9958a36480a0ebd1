package dev.belfry.api.auth;

import dev.belfry.core.token.ApiToken;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.request.AuthenticationRequest;
import io.quarkus.vertx.http.runtime.security.ChallengeData;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticationMechanism;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.Set;

/** Takes the API token, or the token of a login, out of {@code Authorization: Bearer}. */
@ApplicationScoped
class TokenAuthentication implements HttpAuthenticationMechanism {

    private static final String SCHEME = "bearer ";
    private static final int STATUS = 401;

    private final LoginTokens logins;

    TokenAuthentication(LoginTokens logins) {
        this.logins = logins;
    }

    @Override
    public Uni<SecurityIdentity> authenticate(RoutingContext context, IdentityProviderManager identities) {
        String header = context.request().getHeader(HttpHeaders.AUTHORIZATION);
        if (header == null || !header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return Uni.createFrom().nullItem();
        }
        return request(header.substring(SCHEME.length()).trim())
                .map(identities::authenticate)
                .orElseGet(() -> Uni.createFrom().failure(new AuthenticationFailedException()));
    }

    private Optional<AuthenticationRequest> request(String token) {
        return token.startsWith(ApiToken.MARK)
                ? ApiToken.parse(token).map(TokenRequest::new)
                : logins.read(token).map(LoginRequest::new);
    }

    @Override
    public Uni<ChallengeData> getChallenge(RoutingContext context) {
        return Uni.createFrom().item(new ChallengeData(STATUS, "WWW-Authenticate", "Bearer"));
    }

    @Override
    public Set<Class<? extends AuthenticationRequest>> getCredentialTypes() {
        return Set.of(TokenRequest.class, LoginRequest.class);
    }
}

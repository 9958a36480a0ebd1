package dev.belfry.api.auth;

import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.AuthenticationRequestContext;
import io.quarkus.security.identity.IdentityProvider;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.runtime.QuarkusPrincipal;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.jspecify.annotations.Nullable;

/** Decides whether a login still holds and what it allows at this moment. */
@ApplicationScoped
class LoginIdentityProvider implements IdentityProvider<LoginRequest> {

    static final String LOGIN = "login";

    private final LoginRepository logins;
    private final IdentityCache known;

    LoginIdentityProvider(LoginRepository logins, IdentityCache known) {
        this.logins = logins;
        this.known = known;
    }

    @Override
    public Class<LoginRequest> getRequestType() {
        return LoginRequest.class;
    }

    @Override
    public Uni<SecurityIdentity> authenticate(LoginRequest request, AuthenticationRequestContext context) {
        SecurityIdentity remembered = known.find(request.login());
        if (remembered != null) {
            return Uni.createFrom().item(remembered);
        }
        return logins.find(request.login())
                .map(who -> identity(request.login(), who))
                .invoke(identity -> known.remember(request.login(), identity));
    }

    private static SecurityIdentity identity(Login login, @Nullable Identity who) {
        if (who == null) {
            throw new AuthenticationFailedException();
        }
        return QuarkusSecurityIdentity.builder()
                .setPrincipal(new QuarkusPrincipal(who.userId().toString()))
                .addAttribute(TokenIdentityProvider.IDENTITY, who)
                .addAttribute(LOGIN, login)
                .build();
    }
}

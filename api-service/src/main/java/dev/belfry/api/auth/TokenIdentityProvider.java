package dev.belfry.api.auth;

import dev.belfry.core.token.ApiToken;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.AuthenticationRequestContext;
import io.quarkus.security.identity.IdentityProvider;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.runtime.QuarkusPrincipal;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/**
 * Decides who a token stands for.
 *
 * <p>A yes is remembered in the {@link IdentityCache}; a no is asked again each time.
 */
@ApplicationScoped
class TokenIdentityProvider implements IdentityProvider<TokenRequest> {

    static final String IDENTITY = "identity";
    private static final String OWNER = "owner";

    private final TokenRepository tokens;
    private final IdentityCache known;
    private final TokenUses uses;
    private final Clock clock;

    TokenIdentityProvider(TokenRepository tokens, IdentityCache known, TokenUses uses, Clock clock) {
        this.tokens = tokens;
        this.known = known;
        this.uses = uses;
        this.clock = clock;
    }

    @Override
    public Class<TokenRequest> getRequestType() {
        return TokenRequest.class;
    }

    @Override
    public Uni<SecurityIdentity> authenticate(TokenRequest request, AuthenticationRequestContext context) {
        // The hash is the key, so that no heap dump shows a token.
        ByteBuffer hash = ByteBuffer.wrap(request.token().hash());
        SecurityIdentity remembered = known.find(hash);
        Uni<SecurityIdentity> found = remembered != null
                ? Uni.createFrom().item(remembered)
                : tokens.find(request.token())
                        .map(owner -> identity(request.token(), owner))
                        .invoke(identity -> known.remember(hash, identity));
        return found.invoke(this::use);
    }

    /** A remembered token may have expired since. */
    private void use(SecurityIdentity identity) {
        TokenOwner owner = identity.getAttribute(OWNER);
        if (owner.expiresAt() != null && !owner.expiresAt().isAfter(clock.instant())) {
            throw new AuthenticationFailedException();
        }
        uses.note(owner.token());
    }

    private static SecurityIdentity identity(ApiToken token, @Nullable TokenOwner owner) {
        if (owner == null || !MessageDigest.isEqual(owner.hash(), token.hash())) {
            throw new AuthenticationFailedException();
        }
        return QuarkusSecurityIdentity.builder()
                .setPrincipal(new QuarkusPrincipal(owner.identity().userId().toString()))
                .addAttribute(IDENTITY, owner.identity())
                .addAttribute(OWNER, owner)
                .build();
    }
}

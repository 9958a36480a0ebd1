package dev.belfry.api.auth;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
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
import org.jspecify.annotations.Nullable;

/**
 * Decides who a token stands for.
 *
 * <p>A yes is remembered for {@link AuthConfig#cacheFor()}, which is also how long a revoked token or a changed role may
 * live on; a no is asked again each time.
 */
@ApplicationScoped
class TokenIdentityProvider implements IdentityProvider<TokenRequest> {

    static final String IDENTITY = "identity";
    private static final int MAX_REMEMBERED = 10_000;

    private final TokenRepository tokens;
    private final Cache<ByteBuffer, SecurityIdentity> known;

    TokenIdentityProvider(TokenRepository tokens, AuthConfig config) {
        this.tokens = tokens;
        this.known = Caffeine.newBuilder()
                .expireAfterWrite(config.cacheFor())
                .maximumSize(MAX_REMEMBERED)
                .build();
    }

    @Override
    public Class<TokenRequest> getRequestType() {
        return TokenRequest.class;
    }

    @Override
    public Uni<SecurityIdentity> authenticate(TokenRequest request, AuthenticationRequestContext context) {
        // The hash is the key, so that no heap dump shows a token.
        ByteBuffer hash = ByteBuffer.wrap(request.token().hash());
        SecurityIdentity remembered = known.getIfPresent(hash);
        if (remembered != null) {
            return Uni.createFrom().item(remembered);
        }
        return tokens.find(request.token())
                .map(owner -> identity(request.token(), owner))
                .invoke(identity -> known.put(hash, identity));
    }

    private static SecurityIdentity identity(ApiToken token, @Nullable TokenOwner owner) {
        if (owner == null || !MessageDigest.isEqual(owner.hash(), token.hash())) {
            throw new AuthenticationFailedException();
        }
        return QuarkusSecurityIdentity.builder()
                .setPrincipal(new QuarkusPrincipal(owner.identity().userId().toString()))
                .addAttribute(IDENTITY, owner.identity())
                .build();
    }
}

package dev.belfry.api.auth;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

/**
 * Who was found behind a token, for {@link AuthConfig#cacheFor()}: so long may a revoked token, a changed role or a lost
 * membership live on at the replicas that did not make the change.
 */
@Singleton
public class IdentityCache {

    private static final int MAX_REMEMBERED = 10_000;

    private final Cache<Object, SecurityIdentity> known;

    IdentityCache(AuthConfig config) {
        this.known = Caffeine.newBuilder()
                .expireAfterWrite(config.cacheFor())
                .maximumSize(MAX_REMEMBERED)
                .build();
    }

    /**
     * Makes this replica ask for everybody again. To be called after each change of what somebody may do; there are so
     * few that nobody needs to know whom it concerns.
     */
    public void forget() {
        known.invalidateAll();
    }

    @Nullable
    SecurityIdentity find(Object key) {
        return known.getIfPresent(key);
    }

    void remember(Object key, SecurityIdentity identity) {
        known.put(key, identity);
    }
}

package dev.belfry.api.limit;

import dev.belfry.api.auth.Identity;
import dev.belfry.core.token.ApiToken;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.jboss.logging.Logger;

/** The limit of a caller who was not known when the request came, because the token stood in its body. */
@ApplicationScoped
public class CallerLimit {

    private static final Logger LOG = Logger.getLogger(CallerLimit.class);

    private final LimitConfig config;
    private final BucketChoice choice;
    private final RateLimiter limiter;

    CallerLimit(LimitConfig config, BucketChoice choice, RateLimiter limiter) {
        this.config = config;
        this.choice = choice;
        this.limiter = limiter;
    }

    /** Takes one request out of the caller's bucket, the same one as by the header; fails with a problem when it is empty. */
    public Uni<Void> draw(Identity who, String token) {
        if (config.enabled() == LimitConfig.Switch.OFF) {
            return Uni.createFrom().voidItem();
        }
        return limiter.take(choice.ofCaller(who, ApiToken.parse(token)))
                .onFailure()
                .invoke(failure -> LOG.debugf("A call goes on without a limit: %s", failure))
                .onFailure()
                .recoverWithNull()
                .invoke(verdict -> {
                    if (verdict != null && !verdict.allowed()) {
                        throw verdict.refusal();
                    }
                })
                .replaceWithVoid();
    }
}

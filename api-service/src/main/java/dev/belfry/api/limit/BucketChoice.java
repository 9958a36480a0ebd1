package dev.belfry.api.limit;

import dev.belfry.api.address.AddressService;
import dev.belfry.api.address.Purpose;
import dev.belfry.api.auth.Identity;
import dev.belfry.core.token.ApiToken;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.vertx.http.runtime.security.QuarkusHttpUser;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Decides which bucket a request draws from. */
@ApplicationScoped
class BucketChoice {

    private static final String BEARER = "Bearer ";

    /** Below {@code /v1/auth}: where a password is tried or set, or a mail is sent. */
    private static final Set<String> LOGINS = Set.of(
            "signup",
            "login",
            "verify-email",
            "resend-verification",
            "forgot-password",
            "reset-password",
            "change-password",
            "accept-invite");

    private final IdentityProviderManager identities;
    private final AddressService addresses;
    private final LimitConfig config;

    BucketChoice(IdentityProviderManager identities, AddressService addresses, LimitConfig config) {
        this.identities = identities;
        this.addresses = addresses;
        this.config = config;
    }

    /** The bucket of whoever makes a request. Fails when the database cannot say who that is. */
    Uni<Bucket> of(RoutingContext context, RequestPath path) {
        if (path.isBelow("auth") && path.segment(2).filter(LOGINS::contains).isPresent()) {
            return Uni.createFrom().item(Bucket.of(config.login(), ClientAddress.of(context)));
        }
        Optional<String> token = path.isBelow("ping") ? path.segment(2) : Optional.empty();
        if (token.isPresent()) {
            return ofPing(context, token.get());
        }
        return identity(context)
                .map(Identity::of)
                .onFailure(AuthenticationFailedException.class)
                .recoverWithItem(Optional.empty())
                .map(who -> who.map(known -> ofCaller(known, token(context)))
                        .orElseGet(() -> Bucket.of(config.address(), ClientAddress.of(context))));
    }

    /** Each monitor has an allowance; whoever tries addresses that lead to none draws on the one of all strangers. */
    private Uni<Bucket> ofPing(RoutingContext context, String token) {
        return addresses
                .find(Purpose.PING, token)
                .map(found -> found.map(address -> Bucket.of(config.ping(), bytes(address.monitorId())))
                        .orElseGet(() -> Bucket.of(config.address(), ClientAddress.of(context))));
    }

    private static byte[] bytes(UUID id) {
        return id.toString().getBytes(StandardCharsets.US_ASCII);
    }

    /**
     * Found out once for the whole request. Meanwhile without the framework's handler of failures, which would answer a
     * wrong token at once: that is for the endpoint to do, in the error shape.
     */
    private Uni<SecurityIdentity> identity(RoutingContext context) {
        Object handler = context.remove(QuarkusHttpUser.AUTH_FAILURE_HANDLER);
        return QuarkusHttpUser.getSecurityIdentity(context, identities)
                .onTermination()
                .invoke(() -> context.put(QuarkusHttpUser.AUTH_FAILURE_HANDLER, handler));
    }

    /** A login draws as its user, so that logging in once more brings no new allowance. */
    Bucket ofCaller(Identity who, Optional<ApiToken> token) {
        byte[] caller = token.map(ApiToken::hash)
                .orElseGet(() -> (who.userId() + " " + who.workspace().value()).getBytes(StandardCharsets.US_ASCII));
        return Bucket.of(config.token(), caller);
    }

    private static Optional<ApiToken> token(RoutingContext context) {
        return Optional.ofNullable(context.request().getHeader(HttpHeaders.AUTHORIZATION))
                .filter(header -> header.regionMatches(true, 0, BEARER, 0, BEARER.length()))
                .flatMap(header ->
                        ApiToken.parse(header.substring(BEARER.length()).trim()));
    }
}

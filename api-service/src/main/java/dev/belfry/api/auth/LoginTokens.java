package dev.belfry.api.auth;

import dev.belfry.api.value.Ids;
import io.quarkus.runtime.Startup;
import io.smallrye.jwt.algorithm.SignatureAlgorithm;
import io.smallrye.jwt.auth.principal.DefaultJWTParser;
import io.smallrye.jwt.auth.principal.JWTAuthContextInfo;
import io.smallrye.jwt.auth.principal.JWTParser;
import io.smallrye.jwt.auth.principal.ParseException;
import io.smallrye.jwt.build.Jwt;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.eclipse.microprofile.jwt.JsonWebToken;

/**
 * Writes and reads the tokens of logins: JWTs for seven days, signed with HMAC-SHA256.
 *
 * <p>A token proves only who logged in and when. Whether the login still holds, and what it allows, is asked of the
 * database.
 */
@Singleton
// At the start, so that a key that is too short keeps the service from starting.
@Startup
public class LoginTokens {

    static final Duration LIFETIME = Duration.ofDays(7);

    private static final String ISSUER = "belfry";
    private static final String WORKSPACE = "workspace";
    private static final String ROLE = "role";
    private static final String GENERATION = "generation";

    private final SecretKey key;
    private final JWTParser parser;
    private final Clock clock;

    LoginTokens(LoginConfig config, Clock clock) {
        this.key = new SecretKeySpec(checked(config.jwtKey()), "HmacSHA256");
        this.clock = clock;
        JWTAuthContextInfo rules = new JWTAuthContextInfo(key, ISSUER);
        rules.setSignatureAlgorithm(Set.of(SignatureAlgorithm.HS256));
        rules.setMaxTimeToLiveSecs(LIFETIME.toSeconds());
        rules.setRequiredClaims(Set.of(WORKSPACE, ROLE, GENERATION));
        this.parser = new DefaultJWTParser(rules);
    }

    public String write(Login login) {
        Instant now = clock.instant();
        return Jwt.issuer(ISSUER)
                .subject(login.user().toString())
                .claim(WORKSPACE, login.workspace().value().toString())
                .claim(ROLE, login.role().wireName())
                // As a text: JavaScript would round the number.
                .claim(GENERATION, Long.toString(login.generation()))
                .issuedAt(now)
                .expiresAt(now.plus(LIFETIME))
                .sign(key);
    }

    /** What a token says; empty when it is none of ours, or its time is over. */
    Optional<Login> read(String token) {
        try {
            JsonWebToken claims = parser.parse(token);
            Optional<UUID> user = Ids.parse(text(claims, "sub"));
            Optional<UUID> workspace = Ids.parse(text(claims, WORKSPACE));
            Role role = Role.of(text(claims, ROLE));
            long generation = Long.parseLong(text(claims, GENERATION));
            return user.flatMap(id -> workspace.map(place -> new Login(id, new WorkspaceId(place), role, generation)));
        } catch (ParseException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** A claim that has to be there may still be null, or a number. */
    private static String text(JsonWebToken claims, String name) {
        if (claims.getClaim(name) instanceof String text) {
            return text;
        }
        throw new IllegalArgumentException("the claim " + name + " is no text");
    }

    private static byte[] checked(String key) {
        byte[] bytes = key.getBytes(StandardCharsets.UTF_8);
        if (bytes.length < 32) {
            throw new IllegalArgumentException("belfry.auth.jwt-key has " + bytes.length
                    + " bytes, and HMAC-SHA256 needs 32 at least: make one by openssl rand -base64 48");
        }
        return bytes;
    }
}

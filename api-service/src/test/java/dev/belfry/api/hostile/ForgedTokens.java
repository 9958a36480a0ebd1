package dev.belfry.api.hostile;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;

/** Tokens of logins that nobody was given, by what is wrong with them. */
final class ForgedTokens {

    private static final String OTHER_KEY = "some other key, which is as long as it has to be";
    private static final long HOUR = 3_600;

    private final Map<String, String> all = new LinkedHashMap<>();
    private final LoginJwt login;
    private final String key;
    private final long now = Instant.now().getEpochSecond();

    /**
     * Forgeries of a token that holds.
     *
     * @param key what the service signs with: what only a changed claim gives away is signed as the service would
     */
    private ForgedTokens(String token, String key) {
        this.login = LoginJwt.of(token);
        this.key = key;
    }

    static Map<String, String> of(String token, String key) {
        ForgedTokens forged = new ForgedTokens(token, key);
        forged.withoutSignature();
        forged.otherAlgorithms();
        forged.otherKeys();
        forged.keysOfTheSendersChoice();
        forged.otherTimes();
        forged.otherClaims();
        forged.otherForms(token);
        return forged.all;
    }

    private void withoutSignature() {
        for (String none : List.of("none", "None", "NONE", "nOnE", "")) {
            LoginJwt unsigned = header("alg", none);
            all.put("alg '" + none + "' and no signature", unsigned.unsigned() + ".");
            all.put("alg '" + none + "' and the old signature", unsigned.asItWas());
        }
        all.put("alg none in two parts", header("alg", "none").unsigned());
        all.put("no signature", login.unsigned() + ".");
        all.put("two parts", login.unsigned());
        all.put("no alg", login.withHeader(header -> header.remove("alg")).signed(key));
        all.put("alg null", login.withHeader(header -> header.putNull("alg")).signed(key, "HS256"));
        all.put(
                "alg in an array",
                login.withHeader(header -> header.putArray("alg").add("HS256")).signed(key, "HS256"));
    }

    private void otherAlgorithms() {
        for (String other : List.of("HS384", "HS512")) {
            all.put(other + " with the right key", header("alg", other).signed(key));
            all.put("HS256 said, " + other + " done", login.signed(key, other));
        }
        for (String other : List.of("RS256", "PS256", "ES256", "EdDSA", "dir", "A128KW", "hs256", "HS256 ")) {
            all.put(
                    other + " over a MAC with the right key",
                    header("alg", other).signed(key, "HS256"));
        }
        all.put("an ECDSA signature of zeros", header("alg", "ES256").unsigned() + "." + LoginJwt.base64(new byte[64]));
        all.put("a MAC of zeros", login.unsigned() + "." + LoginJwt.base64(new byte[32]));
    }

    private void otherKeys() {
        for (String other :
                List.of(OTHER_KEY, "secret", "\0", key + "\n", key.substring(1), key.toUpperCase(Locale.ROOT), "{}")) {
            all.put("signed with '" + other + "'", login.signed(other));
        }
    }

    /** What a verifier that believes the header would fetch or take for the key. */
    private void keysOfTheSendersChoice() {
        for (String id : List.of("../../../../dev/null", "' OR '1'='1", "0", "|id")) {
            all.put("kid " + id, header("kid", id).signed("\0"));
        }
        all.put("jku", header("jku", "http://127.0.0.1:9/jwks.json").signed(OTHER_KEY));
        all.put("x5u", header("x5u", "http://127.0.0.1:9/cert.pem").signed(OTHER_KEY));
        all.put(
                "jwk",
                login.withHeader(header -> header.putObject("jwk")
                                .put("kty", "oct")
                                .put("k", LoginJwt.base64(OTHER_KEY.getBytes(StandardCharsets.UTF_8))))
                        .signed(OTHER_KEY));
        all.put(
                "crit of something unknown",
                login.withHeader(header ->
                                header.put("x-unknown", true).putArray("crit").add("x-unknown"))
                        .signed(key));
    }

    private void otherTimes() {
        all.put("expired", claims(claims -> claims.put("iat", now - 2 * HOUR).put("exp", now - HOUR)));
        all.put("expired in 1970", claims(claims -> claims.put("exp", 0)));
        all.put("expired before 1970", claims(claims -> claims.put("exp", -1)));
        all.put("without an end", claims(claims -> claims.remove("exp")));
        all.put("with an end in words", claims(claims -> claims.put("exp", "never")));
        all.put("for a year", claims(claims -> claims.put("exp", now + 365 * 24 * HOUR)));
        all.put("for ever", claims(claims -> claims.put("exp", Long.MAX_VALUE)));
        all.put("not valid yet", claims(claims -> claims.put("nbf", now + HOUR)));
        all.put("without a beginning", claims(claims -> claims.remove("iat")));
    }

    private void otherClaims() {
        for (String name : List.of("iss", "sub", "workspace", "role", "generation")) {
            all.put("without " + name, claims(claims -> claims.remove(name)));
            all.put(name + " null", claims(claims -> claims.putNull(name)));
            all.put(name + " of another", claims(claims -> claims.put(name, "other")));
        }
        all.put(
                "of nobody",
                claims(claims -> claims.put("sub", UUID.randomUUID().toString())));
        all.put(
                "for no workspace",
                claims(claims -> claims.put("workspace", UUID.randomUUID().toString())));
        long generation = login.claims().path("generation").asLong();
        all.put("of the login before", claims(claims -> claims.put("generation", Long.toString(generation - 1))));
        all.put("of the login after", claims(claims -> claims.put("generation", Long.toString(generation + 1))));
        all.put("of a login in no number", claims(claims -> claims.put("generation", "9".repeat(40))));
    }

    private void otherForms(String token) {
        String[] parts = token.split("\\.");
        all.put("cut by one", token.substring(0, token.length() - 2));
        all.put("cut in half", token.substring(0, token.length() / 2));
        all.put("four parts", token + "." + parts[2]);
        all.put("five parts", token + ".a.b");
        all.put("dots", "..");
        all.put("the signature first", parts[2] + "." + parts[0] + "." + parts[1]);
        all.put("a space inside", parts[0] + ". " + parts[1] + "." + parts[2]);
        all.put("claims that are none", parts[0] + "." + LoginJwt.base64(new byte[] {1, 2}) + "." + parts[2]);
        all.put("twice", token + token);
        all.put(
                "other claims under the old signature",
                login.withClaims(claims -> claims.put("role", "owner1")).asItWas());
    }

    private LoginJwt header(String name, String value) {
        return login.withHeader(header -> header.put(name, value));
    }

    private String claims(Consumer<ObjectNode> change) {
        return login.withClaims(change).signed(key);
    }
}

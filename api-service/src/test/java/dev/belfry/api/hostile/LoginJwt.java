package dev.belfry.api.hostile;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.belfry.api.testing.Description;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.Map;
import java.util.function.Consumer;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The token of a login taken apart, to be changed and put together again with any key. */
record LoginJwt(ObjectNode header, ObjectNode claims, String signature) {

    private static final Map<String, String> MACS =
            Map.of("HS256", "HmacSHA256", "HS384", "HmacSHA384", "HS512", "HmacSHA512");

    static LoginJwt of(String token) {
        String[] parts = token.split("\\.");
        return new LoginJwt(json(parts[0]), json(parts[1]), parts[2]);
    }

    LoginJwt withHeader(Consumer<ObjectNode> change) {
        ObjectNode changed = header.deepCopy();
        change.accept(changed);
        return new LoginJwt(changed, claims, signature);
    }

    LoginJwt withClaims(Consumer<ObjectNode> change) {
        ObjectNode changed = claims.deepCopy();
        change.accept(changed);
        return new LoginJwt(header, changed, signature);
    }

    /** With the signature it came with. */
    String asItWas() {
        return unsigned() + "." + signature;
    }

    /** Signed with a key, by the algorithm that its header names. */
    String signed(String key) {
        return signed(key, header.path("alg").asText());
    }

    /** Signed with a key, by an algorithm that its header may not name. */
    String signed(String key, String algorithm) {
        try {
            String name = MACS.getOrDefault(algorithm, "HmacSHA256");
            Mac mac = Mac.getInstance(name);
            mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), name));
            return unsigned() + "." + base64(mac.doFinal(unsigned().getBytes(StandardCharsets.US_ASCII)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has these", e);
        }
    }

    /** Header and claims. */
    String unsigned() {
        return base64(header) + "." + base64(claims);
    }

    static String base64(JsonNode document) {
        return base64(document.toString().getBytes(StandardCharsets.UTF_8));
    }

    static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static ObjectNode json(String part) {
        return (ObjectNode) Description.json(new String(Base64.getUrlDecoder().decode(part), StandardCharsets.UTF_8));
    }
}

package dev.belfry.core.outbound;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * How a webhook proves who sent it by the Standard Webhooks specification, version 1: HMAC-SHA256 over
 * {@code "<id>.<unix seconds>.<raw body>"}, in Base64.
 */
public final class StandardWebhook {

    /** What secrets begin with that were made for this. It is no part of the key. */
    public static final String SECRET_MARK = "whsec_";

    private static final String ALGORITHM = "HmacSHA256";

    private StandardWebhook() {}

    /**
     * One signature, as {@code webhook-signature} carries it; several are joined by a space.
     *
     * @param secret Base64, with or without {@link #SECRET_MARK}
     * @return empty when the secret is no Base64: then there is no key by this specification
     */
    public static Optional<String> signature(String secret, String id, long unixSeconds, byte[] body) {
        return key(secret).map(key -> {
            try {
                Mac mac = Mac.getInstance(ALGORITHM);
                mac.init(new SecretKeySpec(key, ALGORITHM));
                mac.update((id + "." + unixSeconds + ".").getBytes(StandardCharsets.UTF_8));
                return "v1," + Base64.getEncoder().encodeToString(mac.doFinal(body));
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
            }
        });
    }

    /** A new secret around a key of 24 random bytes, as long as the specification asks for at least. */
    public static String secret(byte[] randomKey) {
        return SECRET_MARK + Base64.getEncoder().encodeToString(randomKey);
    }

    private static Optional<byte[]> key(String secret) {
        String encoded = secret.startsWith(SECRET_MARK) ? secret.substring(SECRET_MARK.length()) : secret;
        try {
            byte[] key = Base64.getDecoder().decode(encoded);
            return key.length == 0 ? Optional.empty() : Optional.of(key);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}

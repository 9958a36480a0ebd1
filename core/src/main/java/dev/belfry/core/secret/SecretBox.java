package dev.belfry.core.secret;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.RegistryConfiguration;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.UUID;

/**
 * Seals and opens values. The context (such as {@code notification_channel/<id>}) is bound into the seal, so a sealed
 * value that was moved to another row does not open. Safe for any number of threads.
 */
public final class SecretBox {

    private final Aead aead;

    private SecretBox(Aead aead) {
        this.aead = aead;
    }

    /**
     * A box under a key set made by {@link SecretKeys#generate()}.
     *
     * @throws IllegalArgumentException when the text is no such key set
     */
    public static SecretBox of(String keyset) {
        try {
            return new SecretBox(SecretKeys.parse(keyset).getPrimitive(RegistryConfiguration.get(), Aead.class));
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("belfry.secret.keyset cannot seal: it is not a set of AES-GCM keys", e);
        }
    }

    /** The context of a notification channel's secret. */
    public static String channelContext(UUID channelId) {
        return "notification_channel/" + channelId;
    }

    /** The context of a secret that jobs name. */
    public static String secretContext(UUID secretId) {
        return "secret/" + secretId;
    }

    /** The value, sealed under the newest key. */
    public byte[] seal(String value, String context) {
        try {
            return aead.encrypt(value.getBytes(StandardCharsets.UTF_8), context.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("cannot seal a value for " + context, e);
        }
    }

    /**
     * The value, opened under whichever key sealed it.
     *
     * @throws IllegalStateException when it was sealed for another context, under a key that is gone, or changed since
     */
    public String open(byte[] sealed, String context) {
        try {
            return new String(aead.decrypt(sealed, context.getBytes(StandardCharsets.UTF_8)), StandardCharsets.UTF_8);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("cannot open the sealed value of " + context, e);
        }
    }
}

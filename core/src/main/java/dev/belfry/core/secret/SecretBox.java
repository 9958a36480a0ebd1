package dev.belfry.core.secret;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.RegistryConfiguration;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.UUID;

/**
 * Seals and opens values. The context (such as {@code notification_channel/<id>}) is bound into the seal, so a sealed
 * value that was moved to another row does not open. Safe for any number of threads, also while its keys are replaced.
 */
public final class SecretBox {

    /** Tink's mark of a value that begins with the id of its key, in front of the four bytes of that id. */
    private static final byte PREFIXED = 1;

    private static final int PREFIX_BYTES = 1 + Integer.BYTES;

    private volatile Aead aead;
    private volatile Runnable whenNothingOpens = () -> {};

    private SecretBox(Aead aead) {
        this.aead = aead;
    }

    /**
     * A box under a key set made by {@link SecretKeys#generate()}.
     *
     * @throws IllegalArgumentException when the text is no such key set
     */
    public static SecretBox of(String keyset) {
        return new SecretBox(aead(keyset));
    }

    /** The context of a notification channel's secret. */
    public static String channelContext(UUID channelId) {
        return "notification_channel/" + channelId;
    }

    /** The context of the token in an address of a monitor. */
    public static String addressContext(UUID addressId) {
        return "monitor_address/" + addressId;
    }

    /** The context of a secret that jobs name. */
    public static String secretContext(UUID secretId) {
        return "secret/" + secretId;
    }

    /**
     * The id of the key that sealed a value; told by the value itself, so a box whose keys are replaced meanwhile cannot
     * mislead.
     *
     * @throws IllegalArgumentException when no box sealed it
     */
    public static int keyId(byte[] sealed) {
        if (sealed.length < PREFIX_BYTES || sealed[0] != PREFIXED) {
            throw new IllegalArgumentException("no sealed value: it does not begin with the id of a key");
        }
        return ByteBuffer.wrap(sealed).getInt(1);
    }

    /** What every value begins with that the key of this id sealed; for queries. */
    public static byte[] prefix(int keyId) {
        return ByteBuffer.allocate(PREFIX_BYTES).put(PREFIXED).putInt(keyId).array();
    }

    /**
     * Goes on with another key set, from the next call of {@link #seal} and {@link #open} on.
     *
     * @throws IllegalArgumentException when the text is no key set; the box keeps the keys it has
     */
    public void replaceKeys(String keyset) {
        aead = aead(keyset);
    }

    /**
     * Says whom to tell when a value does not open: perhaps it was sealed under a key that is newer than this box. Told
     * on the thread that tried, so it may not block.
     */
    public void whenNothingOpens(Runnable told) {
        whenNothingOpens = told;
    }

    /** The value, sealed under the primary key. */
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
     * @throws IllegalStateException when it was sealed for another context, under a key that is gone or not known yet,
     *     or changed since
     */
    public String open(byte[] sealed, String context) {
        try {
            return new String(aead.decrypt(sealed, context.getBytes(StandardCharsets.UTF_8)), StandardCharsets.UTF_8);
        } catch (GeneralSecurityException e) {
            whenNothingOpens.run();
            throw new IllegalStateException("cannot open the sealed value of " + context, e);
        }
    }

    private static Aead aead(String keyset) {
        try {
            return SecretKeys.parse(keyset).getPrimitive(RegistryConfiguration.get(), Aead.class);
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("belfry.secret.keyset cannot seal: it is not a set of AES-GCM keys", e);
        }
    }
}

package dev.belfry.core.secret;

import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.aead.AeadConfig;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import java.security.GeneralSecurityException;

/** The key set as text: what an operator keeps and hands to the services. Whoever has it can open every secret. */
public final class SecretKeys {

    static final int FIRST_ID = 1;

    private SecretKeys() {}

    /** A new key set with one key, number 1, as JSON on one line. */
    public static String generate() {
        return text(KeysetHandle.newBuilder().addEntry(newKey(FIRST_ID).makePrimary()));
    }

    static KeysetHandle.Builder.Entry newKey(int id) {
        return KeysetHandle.generateEntryFromParameters(PredefinedAeadParameters.AES256_GCM)
                .withFixedId(id);
    }

    static KeysetHandle parse(String json) {
        try {
            AeadConfig.register();
            return TinkJsonProtoKeysetFormat.parseKeyset(json, InsecureSecretKeyAccess.get());
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("belfry.secret.keyset is not a key set in Tink's JSON format", e);
        }
    }

    static String text(KeysetHandle.Builder keys) {
        try {
            AeadConfig.register();
            return TinkJsonProtoKeysetFormat.serializeKeyset(keys.build(), InsecureSecretKeyAccess.get())
                    .replaceAll("\\s*\\R\\s*", "");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("cannot make a key set", e);
        }
    }
}

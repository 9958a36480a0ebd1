package dev.belfry.executor.attempt;

import dev.belfry.core.execution.ErrorCode;
import dev.belfry.core.secret.SecretBox;
import dev.belfry.core.secret.reference.SecretMask;
import dev.belfry.core.secret.reference.SecretReferences;
import dev.belfry.executor.execution.SealedSecret;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The values of the secrets that one attempt sends. They live as long as its call and are never written down. */
final class OpenedSecrets {

    private final Map<String, String> values;

    private OpenedSecrets(Map<String, String> values) {
        this.values = values;
    }

    /** Opens what was claimed along. A value that does not open is no missing one: something is wrong with our keys. */
    static OpenedSecrets open(SecretBox box, List<SealedSecret> sealed) throws UncallableException {
        Map<String, String> values = new HashMap<>();
        for (SealedSecret secret : sealed) {
            try {
                byte[] bytes = Base64.getMimeDecoder().decode(secret.sealed());
                values.put(secret.name(), box.open(bytes, SecretBox.secretContext(secret.id())));
            } catch (IllegalStateException | IllegalArgumentException e) {
                throw new UncallableException(
                        ErrorCode.UNREADABLE_SECRET,
                        "the secret '" + secret.name() + "' cannot be opened under this installation's key set;"
                                + " save its value again, or restore the key that sealed it");
            }
        }
        return new OpenedSecrets(values);
    }

    /** The text with values in place of references. */
    String resolve(String text) {
        return SecretReferences.resolve(text, values);
    }

    /** The names in a text that no secret has. */
    Set<String> missingFrom(String text) {
        Set<String> names = SecretReferences.names(text);
        names.removeAll(values.keySet());
        return names;
    }

    SecretMask mask() {
        return SecretMask.of(values.values());
    }

    @Override
    public String toString() {
        return "OpenedSecrets " + values.keySet();
    }
}

package dev.belfry.api.secret;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.belfry.api.json.DocumentReader;
import dev.belfry.api.json.Violations;
import dev.belfry.api.value.Ids;
import dev.belfry.core.outbound.RequestHeaders;
import dev.belfry.core.secret.SecretBox;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Turns documents into secrets; the value goes in only. */
@Singleton
class SecretDocument {

    /** What a header value may have; a longer one could not be sent. */
    private static final int MAX_BYTES = 8 * 1024;

    private final DocumentReader documents;
    private final SecretBox box;

    SecretDocument(DocumentReader documents, SecretBox box) {
        this.documents = documents;
        this.box = box;
    }

    /** A new secret's document. */
    SecretInput read(ObjectNode document) {
        Violations violations = new Violations();
        SecretInput input = documents.read(document, SecretInput.class, violations);
        if (input.name() != null && Ids.parse(input.name()).isPresent()) {
            violations.add("name", "pattern", "must not look like an id", input.name());
        }
        checkValue(input.value(), violations);
        violations.throwIfAny();
        return input;
    }

    /** A document that gives a secret another value; it may repeat the name. */
    SecretInput readPatch(Secret secret, ObjectNode patch) {
        ObjectNode whole = patch.deepCopy();
        if (!whole.has("name")) {
            whole.put("name", secret.name);
        }
        Violations violations = new Violations();
        SecretInput input = documents.read(whole, SecretInput.class, violations);
        if (!violations.concerns("name") && !secret.name.equals(input.name())) {
            violations.add("name", "unchanged", "cannot be changed: jobs refer to it", input.name());
        }
        checkValue(input.value(), violations);
        violations.throwIfAny();
        return input;
    }

    /** The value, sealed for its row; the row then names the key. */
    byte[] seal(Secret secret, SecretInput input) {
        byte[] sealed = box.seal(Objects.requireNonNull(input.value()), SecretBox.secretContext(secret.id));
        secret.keyId = SecretBox.keyId(sealed);
        return sealed;
    }

    /** Says at once what would otherwise be refused at each call: a value is there to stand in a header. */
    private static void checkValue(@Nullable String value, Violations violations) {
        if (value == null || violations.concerns("value")) {
            return;
        }
        int bytes = value.getBytes(StandardCharsets.UTF_8).length;
        if (bytes == 0 || bytes > MAX_BYTES) {
            violations.add("value", "size", "has to have 1 to " + MAX_BYTES + " bytes in UTF-8", null);
        }
        RequestHeaders.violation("Authorization", value)
                .ifPresent(refusal -> violations.add("value", "header", refusal + ": it is sent in headers", null));
    }
}

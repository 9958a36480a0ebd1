package dev.belfry.transport.secret;

import dev.belfry.core.secret.SecretBox;
import dev.belfry.transport.json.WireJson;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/** The secret fields of a notification channel, under one seal: a JSON object of texts. */
public final class SealedFields {

    /** What a channel's seal held alone, before it held fields. */
    private static final String ONLY_FIELD = "secret";

    private SealedFields() {}

    public static byte[] seal(SecretBox box, UUID channelId, Map<String, String> fields) {
        return box.seal(WireJson.write(new TreeMap<>(fields)), SecretBox.channelContext(channelId));
    }

    /**
     * The fields of a seal.
     *
     * @throws IllegalStateException when it does not open
     */
    public static Map<String, String> open(SecretBox box, UUID channelId, byte[] sealed) {
        String opened = box.open(sealed, SecretBox.channelContext(channelId));
        if (!opened.startsWith("{")) {
            return Map.of(ONLY_FIELD, opened);
        }
        try {
            Map<String, String> fields = new LinkedHashMap<>();
            WireJson.read(opened, Map.class).forEach((name, value) -> fields.put((String) name, (String) value));
            return Map.copyOf(fields);
        } catch (IllegalArgumentException | ClassCastException e) {
            return Map.of(ONLY_FIELD, opened);
        }
    }
}

package dev.belfry.api.channel;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.belfry.api.json.DocumentReader;
import dev.belfry.api.json.Violations;
import dev.belfry.core.notification.ChannelField;
import dev.belfry.core.notification.ChannelType;
import dev.belfry.core.secret.SecretBox;
import dev.belfry.transport.secret.SealedFields;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Objects;

/** Turns documents into channels and back; secrets go in only. */
@Singleton
class ChannelDocument {

    private static final String CONFIG = "config";

    private final DocumentReader documents;
    private final ChannelConfigReader configs;
    private final SecretBox secrets;
    private final ObjectMapper mapper;

    ChannelDocument(DocumentReader documents, ChannelConfigReader configs, SecretBox secrets, ObjectMapper mapper) {
        this.documents = documents;
        this.configs = configs;
        this.secrets = secrets;
        this.mapper = mapper;
    }

    /** What a document says, checked. */
    record Stated(ChannelInput input, ChannelType type, ChannelConfigReader.Read config) {}

    Stated read(ObjectNode document, boolean hasSecret) {
        Violations violations = new Violations();
        ChannelInput input = documents.read(document, ChannelInput.class, violations);
        ChannelConfigReader.Read config = input.type() == null || input.config() == null
                ? new ChannelConfigReader.Read(mapper.createObjectNode(), Map.of())
                : configs.read(input.type(), input.config(), hasSecret, violations);
        violations.throwIfAny();
        return new Stated(input, Objects.requireNonNull(input.type()), config);
    }

    /**
     * The channel's document with a patch applied; {@code config} may hold single fields, unless the type changes: then it
     * holds all.
     */
    ObjectNode merged(Channel channel, ObjectNode patch) {
        ObjectNode merged = mapper.createObjectNode();
        merged.put("name", channel.name);
        merged.put("type", channel.type);
        merged.put("state", channel.state);
        merged.set(CONFIG, keepsType(channel, patch) ? config(channel) : mapper.createObjectNode());
        patch.properties().forEach(field -> {
            if (field.getKey().equals(CONFIG) && field.getValue() instanceof ObjectNode inner) {
                ((ObjectNode) merged.get(CONFIG)).setAll(inner);
            } else {
                merged.set(field.getKey(), field.getValue());
            }
        });
        return merged;
    }

    /**
     * Whether a patch leaves the channel the secret that it has. Whoever sends it elsewhere has to know it: otherwise a
     * relay of anybody's would be told what nobody is answered.
     */
    boolean keepsSecret(Channel channel, ObjectNode patch) {
        return channel.secretSealed != null && keepsType(channel, patch) && !leadsElsewhere(channel, patch);
    }

    private boolean leadsElsewhere(Channel channel, ObjectNode patch) {
        JsonNode sent = patch.path(CONFIG).path(ChannelType.API_ADDRESS);
        String before = config(channel).path(ChannelType.API_ADDRESS).asText("");
        return !sent.isMissingNode() && !before.equals(sent.isNull() ? "" : sent.asText());
    }

    private static boolean keepsType(Channel channel, ObjectNode patch) {
        return !patch.hasNonNull("type") || patch.get("type").asText().equals(channel.type);
    }

    /**
     * Writes what a document states. One that does not speak of the secret leaves the channel the one it has, with what is
     * left of a rotation.
     *
     * @param sent the document as it was sent
     * @param mayStay whether the channel has a secret that may stay
     */
    void write(Channel channel, ObjectNode sent, Stated stated, boolean mayStay) {
        ObjectNode shown = stated.config().shown();
        if (mayStay && !speaksOfSecret(sent, stated.type())) {
            JsonNode until = config(channel).get(ChannelType.PREVIOUS_SECRET_UNTIL);
            if (until != null) {
                shown.set(ChannelType.PREVIOUS_SECRET_UNTIL, until);
            }
        } else {
            Map<String, String> values = stated.config().secrets();
            channel.secretSealed = values.isEmpty() ? null : SealedFields.seal(secrets, channel.id, values);
        }
        channel.name = Objects.requireNonNull(stated.input().name());
        channel.type = stated.type().wireName();
        channel.config = shown.toString();
    }

    private static boolean speaksOfSecret(ObjectNode sent, ChannelType type) {
        JsonNode config = sent.path(CONFIG);
        return type.fields().stream()
                .filter(field -> field.kind().isSecret())
                .anyMatch(field ->
                        config.has(field.name()) || field.aliases().stream().anyMatch(config::has));
    }

    ChannelView view(Channel channel) {
        ObjectNode stored = config(channel);
        ObjectNode shown = mapper.createObjectNode();
        for (ChannelField field : ChannelType.ofName(channel.type).orElseThrow().fields()) {
            switch (field.kind()) {
                case SECRET, SECRET_URL -> shown.put(field.configuredName(), channel.secretSealed != null);
                case FLAG -> shown.put(field.name(), stored.path(field.name()).asBoolean());
                default ->
                    shown.set(
                            field.name(), stored.has(field.name()) ? stored.get(field.name()) : NullNode.getInstance());
            }
        }
        if (stored.has(ChannelType.PREVIOUS_SECRET_UNTIL)) {
            shown.set(ChannelType.PREVIOUS_SECRET_UNTIL, stored.get(ChannelType.PREVIOUS_SECRET_UNTIL));
        }
        return new ChannelView(
                channel.id,
                channel.workspaceId,
                channel.name,
                channel.type,
                shown,
                channel.state,
                channel.stateSince,
                channel.stateReason,
                channel.failingSince,
                channel.createdAt,
                channel.updatedAt);
    }

    ObjectNode config(Channel channel) {
        try {
            return (ObjectNode) mapper.readTree(channel.config);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a stored channel cannot be read", e);
        }
    }
}

package dev.belfry.api.channel;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.belfry.api.json.DocumentReader;
import dev.belfry.api.json.Violations;
import dev.belfry.api.outbound.TargetRules;
import dev.belfry.core.secret.SecretBox;
import jakarta.inject.Singleton;
import java.util.Locale;
import java.util.Objects;

/** Turns documents into channels and back; the secret goes in only. */
@Singleton
class ChannelDocument {

    private final DocumentReader documents;
    private final TargetRules targets;
    private final SecretBox secrets;
    private final ObjectMapper mapper;

    ChannelDocument(DocumentReader documents, TargetRules targets, SecretBox secrets, ObjectMapper mapper) {
        this.documents = documents;
        this.targets = targets;
        this.secrets = secrets;
        this.mapper = mapper;
    }

    ChannelInput read(ObjectNode document) {
        Violations violations = new Violations();
        ChannelInput input = documents.read(document, ChannelInput.class, violations);
        if (input.config() != null) {
            targets.check("config.url", input.config().url(), violations);
        }
        violations.throwIfAny();
        return input;
    }

    /** The channel's document with a patch applied; {@code config} may hold single fields. */
    ObjectNode merged(Channel channel, ObjectNode patch) {
        ObjectNode merged = mapper.createObjectNode();
        merged.put("name", channel.name);
        merged.put("type", channel.type);
        merged.set("config", config(channel));
        patch.properties().forEach(field -> {
            if (field.getKey().equals("config") && field.getValue() instanceof ObjectNode inner) {
                ((ObjectNode) merged.get("config")).setAll(inner);
            } else {
                merged.set(field.getKey(), field.getValue());
            }
        });
        return merged;
    }

    /** Writes all but the secret. */
    void write(Channel channel, ChannelInput input) {
        ChannelInput.Config config = Objects.requireNonNull(input.config());
        channel.name = Objects.requireNonNull(input.name());
        channel.type = Objects.requireNonNull(input.type()).name().toLowerCase(Locale.ROOT);
        channel.config = mapper.createObjectNode().put("url", config.url()).toString();
    }

    /** Seals the secret that a document holds; a document that does not speak of it leaves the channel's own. */
    void writeSecret(Channel channel, ObjectNode document, ChannelInput input) {
        ChannelInput.Config config = Objects.requireNonNull(input.config());
        boolean spoken =
                document.path("config").has("secret") || document.path("config").isNull();
        if (spoken) {
            channel.secretSealed = config.secret() == null
                    ? null
                    : secrets.seal(config.secret(), SecretBox.channelContext(channel.id));
        }
    }

    ChannelView view(Channel channel) {
        return new ChannelView(
                channel.id,
                channel.workspaceId,
                channel.name,
                channel.type,
                new ChannelView.Config(config(channel).path("url").asText(), channel.secretSealed != null),
                channel.createdAt,
                channel.updatedAt);
    }

    private ObjectNode config(Channel channel) {
        try {
            return (ObjectNode) mapper.readTree(channel.config);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a stored channel cannot be read", e);
        }
    }
}

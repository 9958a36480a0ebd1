package dev.belfry.api.channel;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.belfry.api.json.Violations;
import dev.belfry.api.outbound.TargetRules;
import dev.belfry.core.notification.ChannelField;
import dev.belfry.core.notification.ChannelType;
import jakarta.inject.Singleton;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads a channel's {@code config} by the fields of its type. Nothing is coerced; a secret is in no message. */
@Singleton
class ChannelConfigReader {

    /** Fields that are answered and mean nothing when they are sent. */
    private static final Set<String> ANSWERED_ONLY = Set.of(ChannelType.PREVIOUS_SECRET_UNTIL);

    private final TargetRules targets;
    private final ObjectMapper mapper;

    ChannelConfigReader(TargetRules targets, ObjectMapper mapper) {
        this.targets = targets;
        this.mapper = mapper;
    }

    /**
     * What a document says.
     *
     * @param shown what may be stored and answered as it is
     * @param secrets what has to be sealed
     */
    record Read(ObjectNode shown, Map<String, String> secrets) {}

    /**
     * Reads the whole configuration of a channel.
     *
     * @param hasSecret whether the channel has the secret of its type already, so that it need not be sent
     */
    Read read(ChannelType type, JsonNode config, boolean hasSecret, Violations violations) {
        Read read = new Read(mapper.createObjectNode(), new LinkedHashMap<>());
        if (!(config instanceof ObjectNode object)) {
            violations.add("config", "object", "has to be an object", null);
            return read;
        }
        Set<String> known = new HashSet<>(ANSWERED_ONLY);
        for (ChannelField field : type.fields()) {
            known.add(field.name());
            known.add(field.configuredName());
            known.addAll(field.aliases());
            field(field, object, hasSecret, read, violations);
        }
        object.properties().forEach(sent -> {
            if (!known.contains(sent.getKey())) {
                String names =
                        type.fields().stream().map(ChannelField::name).sorted().collect(Collectors.joining(", "));
                violations.add(
                        "config." + sent.getKey(), "unknown_field", "is not a field here; known: " + names, null);
            }
        });
        return read;
    }

    private void field(ChannelField field, ObjectNode config, boolean hasSecret, Read read, Violations violations) {
        String name = field.name();
        for (String alias : field.aliases()) {
            name = config.hasNonNull(alias) && !config.has(field.name()) ? alias : name;
        }
        String path = "config." + name;
        JsonNode sent = config.get(name);
        if (sent == null || sent.isNull()) {
            boolean kept = field.kind().isSecret() && sent == null && hasSecret;
            if (field.required() && !kept) {
                violations.add(path, "required", "is required", null);
            }
        } else if (field.kind() == ChannelField.Kind.FLAG) {
            flag(field, path, sent, read, violations);
        } else if (!sent.isTextual()) {
            violations.add(path, "string", "has to be a string", field.kind().isSecret() ? null : plain(sent));
        } else {
            text(field, path, sent.textValue(), violations);
            store(field, sent.textValue(), read);
        }
    }

    private static void flag(ChannelField field, String path, JsonNode sent, Read read, Violations violations) {
        if (sent.isBoolean()) {
            read.shown().put(field.name(), sent.booleanValue());
        } else {
            violations.add(path, "boolean", "has to be true or false", plain(sent));
        }
    }

    private void text(ChannelField field, String path, String text, Violations violations) {
        String shown = field.kind().isSecret() ? null : text;
        Optional<ChannelField.Flaw> flaw = field.flaw(text);
        if (flaw.isPresent()) {
            violations.add(path, flaw.get().rule(), flaw.get().sentence(), shown);
        } else if (field.kind() == ChannelField.Kind.URL) {
            targets.check(path, text, violations);
        } else if (field.kind() == ChannelField.Kind.SECRET_URL) {
            targets.checkSecret(path, text, violations);
        }
    }

    private static void store(ChannelField field, String text, Read read) {
        if (field.kind().isSecret()) {
            read.secrets().put(field.name(), text);
        } else {
            read.shown().put(field.name(), text);
        }
    }

    private static @Nullable Object plain(JsonNode sent) {
        return sent.isValueNode() ? sent.asText() : null;
    }
}

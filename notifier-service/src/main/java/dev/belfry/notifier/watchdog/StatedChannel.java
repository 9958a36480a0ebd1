package dev.belfry.notifier.watchdog;

import com.fasterxml.jackson.databind.JsonNode;
import dev.belfry.core.notification.ChannelField;
import dev.belfry.core.notification.ChannelType;
import dev.belfry.core.outbound.AddressGuard;
import dev.belfry.core.outbound.InvalidTargetException;
import dev.belfry.core.outbound.TargetUrl;
import dev.belfry.notifier.channel.ChannelAddress;
import dev.belfry.transport.json.WireJson;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The operators' channel as they state it, read as strictly as the API reads one: whoever mistypes it shall hear of it when
 * the service starts, not when the engine stands still. No message shows what a field holds.
 */
final class StatedChannel {

    /** What is stated, where it is a channel. */
    record Read(ChannelType type, ChannelAddress address) {}

    private static final String PROPERTY = "notifier.watchdog.channel";
    private static final Set<String> KNOWN = Set.of("name", "type", "config");

    private final AddressGuard guard;
    private final List<String> flaws = new ArrayList<>();
    private final Map<String, Object> shown = new HashMap<>();
    private final Map<String, String> secrets = new HashMap<>();

    private StatedChannel(AddressGuard guard) {
        this.guard = guard;
    }

    /** @throws IllegalArgumentException when it is no channel; says everything that is wrong with it */
    static Read read(String json, AddressGuard guard) {
        return new StatedChannel(guard).read(document(json));
    }

    /** The reader's own words may repeat what is stated, secrets included. */
    private static JsonNode document(String json) {
        JsonNode document;
        try {
            document = WireJson.read(json, JsonNode.class);
        } catch (IllegalArgumentException e) {
            throw refusal("it is not JSON");
        }
        if (!document.isObject()) {
            throw refusal("it has to be an object with a type and a config");
        }
        return document;
    }

    private Read read(JsonNode document) {
        document.fieldNames().forEachRemaining(name -> {
            if (!KNOWN.contains(name)) {
                flaws.add("\"" + name + "\" is not a field of a channel");
            }
        });
        ChannelType type = ChannelType.ofName(document.path("type").asText())
                .orElseThrow(() -> refusal("type has to be one of "
                        + Stream.of(ChannelType.values())
                                .map(ChannelType::wireName)
                                .collect(Collectors.joining(", "))));
        JsonNode config = document.path("config");
        if (config.isObject()) {
            fields(type, config);
        } else {
            flaws.add("config has to be an object");
        }
        if (!flaws.isEmpty()) {
            throw refusal(String.join("; ", flaws));
        }
        return new Read(type, ChannelAddress.of(WireJson.write(shown), secrets));
    }

    private void fields(ChannelType type, JsonNode config) {
        Set<String> known = new HashSet<>();
        for (ChannelField field : type.fields()) {
            known.add(field.name());
            known.addAll(field.aliases());
            field(field, config);
        }
        config.fieldNames().forEachRemaining(name -> {
            if (!known.contains(name)) {
                flaws.add("config." + name + " is not a field of " + type.wireName() + ", which has "
                        + type.fields().stream().map(ChannelField::name).collect(Collectors.joining(", ")));
            }
        });
    }

    private void field(ChannelField field, JsonNode config) {
        String name = Stream.concat(Stream.of(field.name()), field.aliases().stream())
                .filter(config::hasNonNull)
                .findFirst()
                .orElse(field.name());
        JsonNode stated = config.path(name);
        String path = "config." + name;
        if (stated.isMissingNode() || stated.isNull()) {
            if (field.required()) {
                flaws.add(path + " is required");
            }
        } else if (field.kind() == ChannelField.Kind.FLAG) {
            if (!stated.isBoolean()) {
                flaws.add(path + " has to be true or false");
            }
            shown.put(field.name(), stated.asBoolean());
        } else if (!stated.isTextual()) {
            flaws.add(path + " has to be a string");
        } else {
            text(field, path, stated.textValue());
        }
    }

    private void text(ChannelField field, String path, String text) {
        Optional<ChannelField.Flaw> flaw = field.flaw(text);
        if (flaw.isPresent()) {
            flaws.add(path + " " + flaw.get().sentence());
        } else if (field.kind().isUrl()) {
            url(path, text);
        }
        if (field.kind().isSecret()) {
            secrets.put(field.name(), text);
        } else {
            shown.put(field.name(), text);
        }
    }

    private void url(String path, String text) {
        try {
            guard.refusal(TargetUrl.parse(text)).ifPresent(refusal -> flaws.add(path + ": " + refusal));
        } catch (InvalidTargetException e) {
            flaws.add(path + ": " + e.getMessage());
        }
    }

    private static IllegalArgumentException refusal(String flaws) {
        return new IllegalArgumentException(PROPERTY + " states no channel: " + flaws);
    }
}

package dev.belfry.api.runs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.belfry.api.json.StrictJson;
import dev.belfry.api.problem.Problem;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Function;

/**
 * Payloads in the encodings in which the client sends them. Of SuperJSON the plain value is taken: dates and big numbers
 * are texts there already, which is how JSON carries them to a target.
 */
@Singleton
class Payload {

    private static final String VALUE = "value";

    private final StrictJson json;

    Payload(StrictJson json) {
        this.json = json;
    }

    /** @param refused makes the problem of a payload that is not what its type says, from what it has to be */
    Optional<JsonNode> of(RunBody body, Optional<String> type, Function<String, Problem> refused) {
        return body.field("payload").map(sent -> switch (type.orElse("")) {
            case "application/super+json" -> plain(parsed(sent, refused), refused);
            case "application/json" -> parsed(sent, refused);
            case "", "text/plain" -> sent;
            default -> throw refused.apply("is taken as application/json, application/super+json or text/plain");
        });
    }

    private static JsonNode plain(JsonNode superJson, Function<String, Problem> refused) {
        JsonNode value = superJson.get("json");
        if (value == null) {
            throw refused.apply("has to hold SuperJSON, which has its value under json");
        }
        return value;
    }

    /** A text is JSON; anything else was sent bare. */
    JsonNode parsed(JsonNode sent, Function<String, Problem> refused) {
        if (!sent.isTextual()) {
            return sent;
        }
        String wrapped = "{\"" + VALUE + "\":" + sent.textValue() + "}";
        try {
            ObjectNode read = json.object(wrapped.getBytes(StandardCharsets.UTF_8));
            if (read.size() == 1) {
                return read.get(VALUE);
            }
        } catch (Problem notJson) {
            throw refused.apply("has to hold JSON as a text");
        }
        throw refused.apply("has to hold one JSON value as a text");
    }
}

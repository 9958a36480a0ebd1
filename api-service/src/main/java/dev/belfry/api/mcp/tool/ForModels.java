package dev.belfry.api.mcp.tool;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;

/**
 * Schemas as models and their clients take them. Patterns are left out, because they are written for Java, and every
 * client compiles them in a language of its own; the server checks them in any case. Examples and the width of integers
 * only take room.
 */
final class ForModels {

    private static final Set<String> LEFT_OUT = Set.of("pattern", "examples", "writeOnly", "readOnly");
    private static final Set<String> LEFT_OUT_FORMATS = Set.of("int32", "int64", "double");

    private ForModels() {}

    static ObjectNode simplified(JsonNode schema) {
        ObjectNode simplified = JsonNodeFactory.instance.objectNode();
        schema.properties().forEach(field -> {
            boolean isFormat =
                    field.getKey().equals("format") && field.getValue().isTextual();
            if (isFormat
                    ? !LEFT_OUT_FORMATS.contains(field.getValue().asText())
                    : !LEFT_OUT.contains(field.getKey()) || !isKeyword(field.getValue())) {
                simplified.set(field.getKey(), nested(field.getKey(), field.getValue()));
            }
        });
        return simplified;
    }

    /** A field of a described object may have the name of a keyword; then a schema stands behind it. */
    private static boolean isKeyword(JsonNode value) {
        return !value.isObject();
    }

    private static JsonNode nested(String name, JsonNode value) {
        if (value.isObject()) {
            return simplified(value);
        }
        if (value instanceof ArrayNode list && !name.equals("enum") && !name.equals("required")) {
            ArrayNode written = JsonNodeFactory.instance.arrayNode();
            list.forEach(element -> written.add(element.isObject() ? simplified(element) : element));
            return written;
        }
        return value;
    }

    /** Of a schema that allows null besides, the other one. */
    static JsonNode withoutNull(JsonNode schema) {
        for (JsonNode alternative : schema.path("anyOf")) {
            if (!alternative.path("type").asText().equals("null")) {
                return alternative;
            }
        }
        return schema;
    }
}

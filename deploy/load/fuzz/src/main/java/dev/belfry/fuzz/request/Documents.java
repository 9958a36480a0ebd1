package dev.belfry.fuzz.request;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.belfry.fuzz.description.ApiDescription;
import java.util.ArrayList;
import java.util.List;

/** Documents that a schema allows. */
final class Documents {

    private static final JsonNodeFactory NODES = JsonNodeFactory.withExactBigDecimals(true);
    private static final int DEEPEST = 8;

    private final ApiDescription description;
    private final KnownIds ids;
    private final Chance chance;

    Documents(ApiDescription description, KnownIds ids, Chance chance) {
        this.description = description;
        this.ids = ids;
        this.chance = chance;
    }

    /** The schema's own example, or one made by its rules. */
    JsonNode of(JsonNode schema) {
        JsonNode resolved = description.resolved(schema);
        JsonNode example = resolved.path("examples").path(0);
        return example.isMissingNode() || chance.oneIn(3) ? made(resolved, "", 0) : example.deepCopy();
    }

    private JsonNode made(JsonNode reference, String name, int depth) {
        JsonNode schema = description.resolved(reference);
        JsonNode choices = schema.has("anyOf") ? schema.get("anyOf") : schema.path("oneOf");
        if (!choices.isEmpty()) {
            return made(choices.get(chance.below(choices.size())), name, depth);
        }
        if (schema.has("enum")) {
            return schema.get("enum").get(chance.below(schema.get("enum").size()));
        }
        return switch (depth > DEEPEST ? "null" : type(schema)) {
            case "object" -> object(schema, depth);
            case "array" -> array(schema, name, depth);
            case "integer", "number" -> number(schema);
            case "boolean" -> NODES.booleanNode(chance.oneIn(2));
            case "null" -> NODES.nullNode();
            default -> NODES.textNode(text(schema, name));
        };
    }

    private String type(JsonNode schema) {
        JsonNode type = schema.path("type");
        return type.isArray() ? type.get(chance.below(type.size())).asText() : type.asText("string");
    }

    private ObjectNode object(JsonNode schema, int depth) {
        ObjectNode object = NODES.objectNode();
        List<String> required = new ArrayList<>();
        schema.path("required").forEach(name -> required.add(name.asText()));
        schema.path("properties").properties().forEach(property -> {
            if (required.contains(property.getKey()) || chance.oneIn(2)) {
                object.set(property.getKey(), made(property.getValue(), property.getKey(), depth + 1));
            }
        });
        if (schema.path("additionalProperties").isObject()) {
            object.set("x-fuzz", made(schema.get("additionalProperties"), "x-fuzz", depth + 1));
        }
        return object;
    }

    private ArrayNode array(JsonNode schema, String name, int depth) {
        ArrayNode array = NODES.arrayNode();
        int size = schema.path("minItems").asInt(0) + chance.below(3);
        for (int i = 0; i < size; i++) {
            array.add(made(schema.path("items"), name, depth + 1));
        }
        return array;
    }

    private JsonNode number(JsonNode schema) {
        int least = schema.path("minimum").asInt(0);
        int most = Math.max(least, schema.path("maximum").asInt(least + 100));
        int between = least + chance.below((int) Math.min((long) most - least, 1_000) + 1);
        return NODES.numberNode(chance.pick(least, most, between));
    }

    private String text(JsonNode schema, String name) {
        String format = schema.path("format").asText();
        if (format.equals("uuid")) {
            return ids.any(chance).orElseGet(() -> chance.uuid().toString());
        }
        if (format.equals("date-time")) {
            return "2099-01-01T00:00:00Z";
        }
        if (format.equals("email") || name.equals("email")) {
            return chance.uuid() + "@target.invalid";
        }
        return switch (name) {
            case "url" -> "http://target.invalid/hook";
            case "cron" -> "30 9 1 1 *";
            case "timezone" -> "Pacific/Chatham";
            default -> "fuzz " + "x".repeat(schema.path("minLength").asInt(0));
        };
    }
}

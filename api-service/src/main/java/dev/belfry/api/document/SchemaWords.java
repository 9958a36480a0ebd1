package dev.belfry.api.document;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;

/** Says in a few words what a JSON Schema allows. */
final class SchemaWords {

    private static final String ANYTHING = "any JSON";

    private SchemaWords() {}

    /** The kinds of value, without null, which says the same as leaving the field out. */
    static String type(JsonNode schema) {
        if (schema.has("enum")) {
            StringJoiner values = new StringJoiner(", ");
            schema.path("enum").forEach(value -> values.add("`" + value.asText() + "`"));
            return values.toString();
        }
        if (schema.has("anyOf")) {
            List<String> types = new ArrayList<>();
            schema.path("anyOf").forEach(one -> types.add(type(one)));
            return String.join(
                    " or ",
                    types.stream()
                            .filter(type -> !type.equals("null"))
                            .distinct()
                            .toList());
        }
        String type = single(schema.path("type"));
        if (type.equals("array")) {
            return "list of " + type(schema.path("items"));
        }
        String format = schema.path("format").asText();
        return format.isEmpty() || format.startsWith("int") ? type : type + " (" + format + ")";
    }

    private static String single(JsonNode type) {
        if (type.isArray()) {
            List<String> types = new ArrayList<>();
            type.forEach(one -> types.add(one.asText()));
            types.remove("null");
            return String.join(" or ", types);
        }
        return type.isMissingNode() ? ANYTHING : type.asText();
    }

    /** What it is for, and between which bounds. */
    static String meaning(JsonNode schema) {
        StringJoiner words = new StringJoiner("; ");
        if (schema.has("description")) {
            words.add(schema.path("description").asText());
        }
        if (schema.has("minimum") && schema.has("maximum")) {
            words.add(schema.path("minimum").asText() + " to "
                    + schema.path("maximum").asText());
        }
        if (schema.has("maxLength")) {
            words.add("at most " + schema.path("maxLength").asText() + " characters");
        }
        if (schema.has("default")) {
            words.add("default " + schema.path("default").asText());
        }
        return words.toString();
    }
}

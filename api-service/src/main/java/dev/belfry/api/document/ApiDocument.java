package dev.belfry.api.document;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;

/** {@code /openapi.json} as those read it that describe the same things elsewhere. */
public final class ApiDocument {

    private static final Set<String> METHODS = Set.of("get", "post", "put", "patch", "delete");
    private static final String REFERENCE = "$ref";
    private static final int NESTED = 12;

    private final String text;
    private final JsonNode root;

    ApiDocument(byte[] text, JsonNode root) {
        this.text = new String(text, StandardCharsets.UTF_8);
        this.root = root;
    }

    /** One operation. */
    public record Operation(String method, String path, JsonNode description) {

        public String id() {
            return description.path("operationId").asText();
        }

        /** The name of the scope it needs; empty when any caller will do. */
        public String scope() {
            return description.at("/security/0/token/0").asText();
        }

        boolean isTagged(String tag) {
            return description.at("/tags/0").asText().equals(tag);
        }
    }

    public String text() {
        return text;
    }

    /** All of them, by their paths. */
    public List<Operation> operations() {
        List<Operation> operations = new ArrayList<>();
        TreeMap<String, JsonNode> paths = new TreeMap<>();
        root.path("paths").properties().forEach(path -> paths.put(path.getKey(), path.getValue()));
        paths.forEach((path, item) -> item.properties().stream()
                .filter(field -> METHODS.contains(field.getKey()))
                .forEach(field -> operations.add(new Operation(field.getKey(), path, field.getValue()))));
        return operations;
    }

    /** @throws IllegalArgumentException when there is no such operation, which is a mistake of the program */
    public Operation operation(String id) {
        return operations().stream()
                .filter(operation -> operation.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("the API has no operation " + id));
    }

    /** @throws IllegalArgumentException when there is no such schema, which is a mistake of the program */
    public JsonNode schema(String name) {
        JsonNode schema = root.path("components").path("schemas").path(name);
        if (schema.isMissingNode()) {
            throw new IllegalArgumentException("the API has no schema " + name);
        }
        return schema;
    }

    /** A schema in which every other one that it refers to is written out in its place. */
    public JsonNode inlined(JsonNode schema) {
        return inlined(schema, 0);
    }

    private JsonNode inlined(JsonNode node, int depth) {
        if (depth > NESTED) {
            throw new IllegalStateException("a schema of the API contains itself, or nearly: " + node);
        }
        if (node instanceof ArrayNode list) {
            ArrayNode written = JsonNodeFactory.instance.arrayNode();
            list.forEach(element -> written.add(inlined(element, depth)));
            return written;
        }
        if (node.has(REFERENCE)) {
            String name = node.path(REFERENCE).asText();
            return inlined(schema(name.substring(name.lastIndexOf('/') + 1)), depth + 1);
        }
        if (node instanceof ObjectNode object) {
            ObjectNode written = JsonNodeFactory.instance.objectNode();
            object.properties().forEach(field -> written.set(field.getKey(), inlined(field.getValue(), depth)));
            return written;
        }
        return node;
    }
}

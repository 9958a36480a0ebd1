package dev.belfry.api.runs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.belfry.api.problem.Problem;
import dev.belfry.api.problem.ProblemCode;
import java.math.BigDecimal;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;

/** A change of metadata as the client states it: the whole anew, or operations on single keys. */
final class MetadataChange implements UnaryOperator<ObjectNode> {

    private static final Set<String> TYPES = Set.of("set", "delete", "append", "remove", "increment", "decrement");

    /** Each is carried out while the run is locked, and one may go through all that the metadata hold. */
    private static final int MOST = 100;

    private final ObjectNode body;

    MetadataChange(ObjectNode body) {
        this.body = body;
        RunBody fields = new RunBody(body, "");
        fields.object("metadata");
        if (fields.field("metadata").isEmpty() && !body.path("operations").isArray()) {
            throw fields.refused("metadata", "required", "has to be an object, or there have to be operations", null);
        }
        for (String other : List.of("parentOperations", "rootOperations")) {
            if (!body.path(other).isEmpty()) {
                throw impossible("a run has no parent and no root here, so there are no " + other);
            }
        }
        if (body.path("operations").size() > MOST) {
            throw impossible("a call holds " + MOST + " operations at most");
        }
        body.path("operations").forEach(MetadataChange::check);
    }

    private static void check(JsonNode operation) {
        String key = operation.path("key").asText();
        if (!TYPES.contains(operation.path("type").asText()) || key.isEmpty() || key.startsWith("$.")) {
            throw impossible("an operation has a type, one of " + TYPES + ", and a plain key");
        }
    }

    @Override
    public ObjectNode apply(ObjectNode stored) {
        ObjectNode changed = body.get("metadata") instanceof ObjectNode whole ? whole.deepCopy() : stored.deepCopy();
        body.path("operations").forEach(operation -> apply(operation, changed));
        return changed;
    }

    private static void apply(JsonNode operation, ObjectNode metadata) {
        String key = operation.path("key").asText();
        JsonNode value = operation.path("value");
        switch (operation.path("type").asText()) {
            // A copy, because what follows may change it, and the whole may be applied again.
            case "set" -> metadata.set(key, value.deepCopy());
            case "delete" -> metadata.remove(key);
            case "append" -> append(metadata, key, value);
            case "remove" -> remove(metadata, key, value);
            case "increment" -> add(metadata, key, value, 1);
            case "decrement" -> add(metadata, key, value, -1);
            default -> throw new IllegalStateException("an operation that was let in: " + operation);
        }
    }

    private static void append(ObjectNode metadata, String key, JsonNode value) {
        JsonNode present = metadata.get(key);
        ArrayNode list = present instanceof ArrayNode array ? array : metadata.arrayNode();
        if (present != null && present != list) {
            list.add(present);
        }
        metadata.set(key, list.add(value));
    }

    private static void remove(ObjectNode metadata, String key, JsonNode value) {
        if (metadata.get(key) instanceof ArrayNode list) {
            ArrayNode rest = metadata.arrayNode();
            list.forEach(item -> {
                if (!item.equals(value)) {
                    rest.add(item);
                }
            });
            metadata.set(key, rest);
        }
    }

    private static void add(ObjectNode metadata, String key, JsonNode value, int sign) {
        JsonNode present = metadata.path(key);
        if (value.isNumber() && (present.isNumber() || present.isMissingNode())) {
            metadata.put(key, present.decimalValue().add(value.decimalValue().multiply(BigDecimal.valueOf(sign))));
        }
    }

    private static Problem impossible(String message) {
        return new Problem(ProblemCode.UNPROCESSABLE, message, List.of());
    }
}

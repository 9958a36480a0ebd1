package dev.belfry.api.json;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.belfry.api.value.Ids;
import dev.belfry.api.value.Timestamp;
import jakarta.validation.ConstraintViolation;
import java.lang.reflect.Field;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Turns trees into records, field by field, without coercing anything. What does not fit is reported and left null. */
final class RecordReader {

    /**
     * More than any field allows. The validation that follows takes minutes for some hundred thousand bad elements, so
     * they may not get there.
     */
    private static final int MAX_ELEMENTS = 1000;

    private static final String TOO_MANY = "may hold " + MAX_ELEMENTS + " elements at most";

    private final Violations violations;

    RecordReader(Violations violations) {
        this.violations = violations;
    }

    static boolean isSensitive(ConstraintViolation<?> broken) {
        Object holder = broken.getLeafBean();
        String name = "";
        for (var node : broken.getPropertyPath()) {
            name = node.getName() == null ? name : node.getName();
        }
        return holder instanceof Record && RecordShape.of(holder.getClass()).isSensitive(name);
    }

    <T extends Record> T read(ObjectNode object, Class<T> type, String path) {
        RecordShape shape = RecordShape.of(type);
        refuseUnknown(object, shape, path);
        @Nullable Object[] values = new Object[shape.parts().size()];
        int i = 0;
        for (Map.Entry<String, RecordShape.Part> entry : shape.parts().entrySet()) {
            RecordShape.Part part = entry.getValue();
            JsonNode node = object.get(entry.getKey());
            boolean absent = node == null || node.isNull();
            values[i++] =
                    absent ? null : value(part.type(), node, path + entry.getKey(), new Secrecy(part.sensitive()));
        }
        return shape.construct(type, values);
    }

    private record Secrecy(boolean secret) {
        @Nullable
        Object shown(JsonNode node) {
            if (secret) {
                return null;
            }
            if (node.isTextual()) {
                return node.textValue();
            }
            return node.isNumber() ? node.numberValue() : node.toString();
        }
    }

    private void refuseUnknown(ObjectNode object, RecordShape shape, String path) {
        object.properties().forEach(sent -> {
            String name = sent.getKey();
            if (!shape.parts().containsKey(name) && !shape.ignored().contains(name)) {
                // Where one field is secret, an unknown one may be that one misspelt.
                boolean shown = !shape.secret() && sent.getValue().isValueNode();
                Object value = shown ? new Secrecy(false).shown(sent.getValue()) : null;
                violations.add(path + name, "unknown_field", "is not a field here; known: " + shape.known(), value);
            }
        });
    }

    private @Nullable Object value(Type type, JsonNode node, String path, Secrecy secrecy) {
        if (type instanceof ParameterizedType generic) {
            Type element = generic.getActualTypeArguments()[generic.getActualTypeArguments().length - 1];
            return generic.getRawType() == List.class
                    ? list(element, node, path, secrecy)
                    : map(element, node, path, secrecy);
        }
        return single((Class<?>) type, node, path, secrecy);
    }

    private @Nullable Object single(Class<?> type, JsonNode node, String path, Secrecy secrecy) {
        if (type == JsonNode.class) {
            return node;
        }
        if (type == Object.class) {
            return PlainJson.of(node);
        }
        if (type.isRecord()) {
            return node instanceof ObjectNode object
                    ? read(object, type.asSubclass(Record.class), path + ".")
                    : wrong(path, "object", "has to be an object", node, secrecy);
        }
        if (type == Boolean.class) {
            return node.isBoolean()
                    ? node.booleanValue()
                    : wrong(path, "boolean", "has to be true or false", node, secrecy);
        }
        if (type == Integer.class) {
            return node.isIntegralNumber() && node.canConvertToInt()
                    ? (Object) node.intValue()
                    : wrong(path, "integer", "has to be a whole number", node, secrecy);
        }
        if (!node.isTextual()) {
            return wrong(path, "string", "has to be a string", node, secrecy);
        }
        return ofText(type, node, path, secrecy);
    }

    private @Nullable Object ofText(Class<?> type, JsonNode node, String path, Secrecy secrecy) {
        String text = node.textValue();
        if (type == String.class) {
            return text;
        }
        if (type == Instant.class) {
            return Timestamp.parse(text)
                    .map(Object.class::cast)
                    .orElseGet(() -> wrong(path, "timestamp", Timestamp.ALLOWED, node, secrecy));
        }
        if (type == UUID.class) {
            return Ids.parse(text)
                    .map(Object.class::cast)
                    .orElseGet(() -> wrong(path, "uuid", "has to be an id", node, secrecy));
        }
        Map<String, Object> constants = constants(type);
        Object constant = constants.get(text);
        String allowed = "has to be one of " + String.join(", ", constants.keySet());
        return constant != null ? constant : wrong(path, "one_of", allowed, node, secrecy);
    }

    /** By the name on the wire: lower case, unless the constant is annotated with another. */
    private static Map<String, Object> constants(Class<?> type) {
        Map<String, Object> constants = new LinkedHashMap<>();
        for (Field field : type.getFields()) {
            if (field.isEnumConstant()) {
                JsonProperty named = field.getAnnotation(JsonProperty.class);
                String name = named == null ? field.getName().toLowerCase(Locale.ROOT) : named.value();
                constants.put(name, Enum.valueOf(type.asSubclass(Enum.class), field.getName()));
            }
        }
        return constants;
    }

    private @Nullable Object list(Type element, JsonNode node, String path, Secrecy secrecy) {
        if (!node.isArray()) {
            return wrong(path, "array", "has to be an array", node, secrecy);
        }
        if (node.size() > MAX_ELEMENTS) {
            return wrong(path, "size", TOO_MANY, node, secrecy);
        }
        List<@Nullable Object> values = new ArrayList<>();
        for (int i = 0; i < node.size(); i++) {
            values.add(value(element, node.get(i), path + "[" + i + "]", secrecy));
        }
        return values;
    }

    private @Nullable Object map(Type element, JsonNode node, String path, Secrecy secrecy) {
        if (!node.isObject()) {
            return wrong(path, "object", "has to be an object", node, secrecy);
        }
        if (node.size() > MAX_ELEMENTS) {
            return wrong(path, "size", TOO_MANY, node, secrecy);
        }
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        node.properties()
                .forEach(entry -> values.put(
                        entry.getKey(), value(element, entry.getValue(), path + "." + entry.getKey(), secrecy)));
        return values;
    }

    private @Nullable Object wrong(String path, String rule, String message, JsonNode node, Secrecy secrecy) {
        violations.add(path, rule, message, secrecy.shown(node));
        return null;
    }
}

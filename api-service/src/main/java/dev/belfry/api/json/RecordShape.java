package dev.belfry.api.json;

import dev.belfry.transport.json.WireNames;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What reflection tells of an input record, asked once for each type: asking at each request would cost more than all
 * that is done with the answer.
 *
 * @param parts its components by their names on the wire, in their order
 * @param ignored names that may be sent and mean nothing
 * @param known the names on the wire, for messages
 * @param secret whether one of the components may be a secret
 */
record RecordShape(
        Map<String, Part> parts, Set<String> ignored, String known, boolean secret, Constructor<?> constructor) {

    /** @param sensitive whether its value may be a secret */
    record Part(String name, Type type, boolean sensitive) {}

    private static final ClassValue<RecordShape> SHAPES = new ClassValue<>() {
        @Override
        protected RecordShape computeValue(Class<?> type) {
            return read(type);
        }
    };

    static RecordShape of(Class<?> type) {
        return SHAPES.get(type);
    }

    /** Whether the component of this name in Java may be a secret. */
    boolean isSensitive(String name) {
        return parts.values().stream()
                .anyMatch(part -> part.sensitive() && part.name().equals(name));
    }

    <T> T construct(Class<T> type, @Nullable Object[] values) {
        try {
            return type.cast(constructor.newInstance(values));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("an input record takes null for each component: " + type, e);
        }
    }

    private static RecordShape read(Class<?> type) {
        RecordComponent[] components = type.getRecordComponents();
        Map<String, Part> parts = new LinkedHashMap<>();
        for (RecordComponent component : components) {
            String name = component.getName();
            parts.put(WireNames.of(name), new Part(name, component.getGenericType(), isSensitive(type, name)));
        }
        ReadOnlyFields readOnly = type.getAnnotation(ReadOnlyFields.class);
        return new RecordShape(
                parts,
                readOnly == null ? Set.of() : Set.copyOf(List.of(readOnly.value())),
                String.join(", ", new TreeSet<>(parts.keySet())),
                parts.values().stream().anyMatch(Part::sensitive),
                constructor(type, components));
    }

    private static boolean isSensitive(Class<?> type, String name) {
        return Arrays.stream(type.getDeclaredFields())
                .filter(field -> field.getName().equals(name))
                .anyMatch((Field field) -> field.isAnnotationPresent(Sensitive.class));
    }

    private static Constructor<?> constructor(Class<?> type, RecordComponent[] components) {
        try {
            Class<?>[] types =
                    Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
            Constructor<?> constructor = type.getDeclaredConstructor(types);
            constructor.setAccessible(true);
            return constructor;
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException("a record without its own constructor: " + type, e);
        }
    }
}

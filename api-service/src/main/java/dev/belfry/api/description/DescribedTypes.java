package dev.belfry.api.description;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.jboss.jandex.AnnotationInstance;
import org.jboss.jandex.ClassInfo;
import org.jboss.jandex.DotName;
import org.jboss.jandex.FieldInfo;
import org.jboss.jandex.IndexView;
import org.jboss.jandex.Type;
import org.jspecify.annotations.Nullable;

/** What is required, what may be null, which range holds and how constants are written: all as the types say it. */
final class DescribedTypes {

    private static final DotName NULLABLE = DotName.createSimple("org.jspecify.annotations.Nullable");
    private static final DotName NOT_NULL = DotName.createSimple("jakarta.validation.constraints.NotNull");
    private static final DotName RANGE = DotName.createSimple("org.hibernate.validator.constraints.Range");
    private static final DotName SCHEMA =
            DotName.createSimple("org.eclipse.microprofile.openapi.annotations.media.Schema");
    private static final String PAGE = "Page";

    /** Enums that travel as their constants are named; all others travel in lower case. */
    private static final Set<String> AS_NAMED = Set.of("ErrorCode", "RequestMethod", "AttemptStatus");

    private final Map<String, ClassInfo> records = new HashMap<>();

    DescribedTypes(IndexView code) {
        for (ClassInfo type : code.getKnownClasses()) {
            if (type.isRecord() && type.name().toString().startsWith("dev.belfry.")) {
                records.put(schemaName(type), type);
            }
        }
    }

    void complete(OpenAPI api) {
        api.getComponents().getSchemas().forEach((name, schema) -> {
            if (schema.getEnumeration() != null && !AS_NAMED.contains(name)) {
                schema.setEnumeration(schema.getEnumeration().stream()
                        .map(constant -> (Object) constant.toString().toLowerCase(Locale.ROOT))
                        .toList());
            }
            if (schema.getProperties() != null) {
                completeProperties(schema, Optional.ofNullable(recordOf(name)));
            }
        });
    }

    private @Nullable ClassInfo recordOf(String schema) {
        ClassInfo found = records.get(schema);
        return found == null && schema.startsWith(PAGE) ? records.get(PAGE) : found;
    }

    private static String schemaName(ClassInfo type) {
        AnnotationInstance schema = type.declaredAnnotation(SCHEMA);
        boolean named = schema != null && schema.value("name") != null;
        return named ? schema.value("name").asString() : type.simpleName();
    }

    private static void completeProperties(Schema schema, Optional<ClassInfo> type) {
        Map<String, Schema> properties = new LinkedHashMap<>(schema.getProperties());
        List<String> required = new ArrayList<>();
        properties.replaceAll((name, property) -> {
            if (property.getRef() != null) {
                // The type of the component in code, where a tree of JSON stands for the one described.
                property.setType(null);
            }
            FieldInfo field = type.map(record -> fieldOf(record, name)).orElse(null);
            if (field != null) {
                addRange(property, field.type(), field.declaredAnnotation(RANGE));
            }
            if (field == null ? contains(schema.getRequired(), name) : isRequired(field)) {
                required.add(name);
                return property;
            }
            return nullable(property);
        });
        schema.setProperties(properties);
        schema.setRequired(required.isEmpty() ? null : required);
    }

    private static boolean contains(@Nullable List<String> names, String name) {
        return names != null && names.contains(name);
    }

    /** An input is null until it was found to be there, so for it the constraint tells and not the type. */
    private static boolean isRequired(FieldInfo field) {
        return field.hasAnnotation(NOT_NULL) || !field.type().hasAnnotation(NULLABLE);
    }

    private static @Nullable FieldInfo fieldOf(ClassInfo record, String property) {
        String wanted = property.replace("_", "").toLowerCase(Locale.ROOT);
        return record.fields().stream()
                .filter(field -> field.name().toLowerCase(Locale.ROOT).equals(wanted))
                .findFirst()
                .orElse(null);
    }

    /** The scanner reads {@code @Range} as the two constraints it is made of, without their values. */
    private static void addRange(Schema property, Type type, @Nullable AnnotationInstance range) {
        if (range != null) {
            property.setMinimum(BigDecimal.valueOf(range.value("min").asLong()));
            property.setMaximum(BigDecimal.valueOf(range.value("max").asLong()));
        }
        if (type.kind() == Type.Kind.PARAMETERIZED_TYPE && property.getItems() != null) {
            Type item = type.asParameterizedType().arguments().get(0);
            addRange(property.getItems(), item, item.annotation(RANGE));
        }
    }

    private static Schema nullable(Schema property) {
        if (property.getRef() != null) {
            return OASFactory.createSchema()
                    .description(property.getDescription())
                    .anyOf(List.of(
                            OASFactory.createSchema().ref(property.getRef()),
                            OASFactory.createSchema().addType(SchemaType.NULL)));
        }
        List<SchemaType> types = property.getType();
        if (types != null && !types.contains(SchemaType.NULL)) {
            List<SchemaType> wider = new ArrayList<>(types);
            wider.add(SchemaType.NULL);
            property.setType(wider);
            if (property.getEnumeration() != null) {
                property.setEnumeration(withNull(property.getEnumeration()));
            }
        }
        return property;
    }

    private static List<Object> withNull(List<Object> constants) {
        List<Object> wider = new ArrayList<>(constants);
        wider.removeIf(Objects::isNull);
        wider.add(null);
        return wider;
    }
}

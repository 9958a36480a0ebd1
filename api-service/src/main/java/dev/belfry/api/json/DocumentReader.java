package dev.belfry.api.json;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.belfry.transport.json.WireNames;
import jakarta.inject.Singleton;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.Path;
import jakarta.validation.Validator;
import jakarta.validation.constraints.NotNull;
import java.lang.annotation.Annotation;
import java.util.Map;

/** Reads a document into a record: types and names first, then the ranges that the record's annotations state. */
@Singleton
public class DocumentReader {

    private final Validator validator;

    public DocumentReader(Validator validator) {
        this.validator = validator;
    }

    /**
     * The document as a record. A component is null when the field is absent, null or reported in {@code violations};
     * so the record may only be used after the violations were looked at.
     */
    public <T extends Record> T read(ObjectNode document, Class<T> type, Violations violations) {
        T input = new RecordReader(violations).read(document, type, "");
        validator.validate(input).stream()
                // Each path is written out once: comparing by it would do so again for every comparison.
                .map(broken -> Map.entry(broken.getPropertyPath().toString(), broken))
                .sorted(Map.Entry.comparingByKey())
                .forEach(broken -> report(broken.getValue(), violations));
        return input;
    }

    /** The document as a record that keeps all its rules; throws the problem that names every broken one otherwise. */
    public <T extends Record> T read(ObjectNode document, Class<T> type) {
        Violations violations = new Violations();
        T input = read(document, type, violations);
        violations.throwIfAny();
        return input;
    }

    private static void report(ConstraintViolation<?> broken, Violations violations) {
        StringBuilder field = new StringBuilder();
        for (Path.Node node : broken.getPropertyPath()) {
            if (node.isInIterable() && node.getIndex() != null) {
                field.append('[').append(node.getIndex()).append(']');
            } else if (node.isInIterable() && node.getKey() != null) {
                field.append('.').append(node.getKey());
            } else if (node.getName() != null) {
                field.append(field.isEmpty() ? "" : ".").append(WireNames.of(node.getName()));
            }
        }
        boolean sensitive = RecordReader.isSensitive(broken);
        violations.add(
                field.toString(), rule(broken), broken.getMessage(), sensitive ? null : broken.getInvalidValue());
    }

    private static String rule(ConstraintViolation<?> broken) {
        Class<? extends Annotation> constraint =
                broken.getConstraintDescriptor().getAnnotation().annotationType();
        return constraint == NotNull.class ? "required" : WireNames.of(constraint.getSimpleName());
    }
}

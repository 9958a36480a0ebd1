package dev.belfry.fuzz.description;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** An OpenAPI document. */
public final class ApiDescription {

    private static final Set<String> METHODS = Set.of("get", "put", "post", "patch", "delete");
    private static final String BODY = "/requestBody/content/application~1json/schema";

    private final JsonNode document;
    private final List<Operation> operations = new ArrayList<>();

    public ApiDescription(JsonNode document) {
        this.document = document;
        document.path("paths")
                .properties()
                .forEach(path -> path.getValue().properties().stream()
                        .filter(field -> METHODS.contains(field.getKey()))
                        .forEach(field -> operations.add(operation(path.getKey(), field.getKey(), field.getValue()))));
    }

    /** All operations, in the order of the document. */
    public List<Operation> operations() {
        return List.copyOf(operations);
    }

    /** What a schema is, wherever it stands. */
    public JsonNode resolved(JsonNode schema) {
        String reference = schema.path("$ref").asText();
        return reference.isEmpty() ? schema : resolved(document.at(reference.substring(1)));
    }

    private static Operation operation(String path, String method, JsonNode described) {
        JsonNode body = described.at(BODY);
        return new Operation(
                method.toUpperCase(Locale.ROOT),
                path,
                parameters(described, "query"),
                parameters(described, "header"),
                body.isMissingNode() ? null : body);
    }

    private static List<Parameter> parameters(JsonNode described, String place) {
        List<Parameter> found = new ArrayList<>();
        for (JsonNode parameter : described.path("parameters")) {
            if (parameter.path("in").asText().equals(place)) {
                found.add(new Parameter(parameter.path("name").asText(), parameter.path("schema")));
            }
        }
        return found;
    }
}

package dev.belfry.api.mcp.tool;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.belfry.api.document.ApiDocument;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Derives what a tool takes and answers from the operation that it is. */
public final class ToolSchemas {

    /** The argument that stands for the header where a client cannot send one. */
    public static final String TOKEN = "token";

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final ApiDocument api;

    public ToolSchemas(ApiDocument api) {
        this.api = api;
    }

    public ToolShape shape(Tool tool) {
        ApiDocument.Operation described = api.operation(tool.operation());
        JsonNode operation = described.description();
        Inputs inputs = new Inputs(tool);
        tool.arguments().forEach(inputs::add);
        operation.path("parameters").forEach(parameter -> inputs.addQuery(api.inlined(parameter)));
        addBody(tool, operation.path("requestBody"), inputs);
        inputs.add(Argument.optionalText(
                TOKEN,
                "An API token or the token of a login; only for clients that cannot send Authorization: Bearer"));
        return new ToolShape(inputs.schema(), output(tool, operation), described.path(), inputs.bracketed, inputs.body);
    }

    private void addBody(Tool tool, JsonNode body, Inputs inputs) {
        JsonNode schema = body.path("content").path("application/json").path("schema");
        if (schema.isMissingNode()) {
            return;
        }
        if (tool.nested()) {
            inputs.addWhole(api.inlined(schema), body.path("required").asBoolean(false));
        } else {
            inputs.addBody(api.inlined(schema));
        }
    }

    private ObjectNode output(Tool tool, JsonNode operation) {
        if (tool.answersOutcome()) {
            return outcome();
        }
        for (JsonNode answer : operation.path("responses")) {
            JsonNode schema = answer.at("/content").path("application/json").path("schema");
            if (!schema.isMissingNode()) {
                return ForModels.simplified(api.inlined(schema));
            }
        }
        throw new IllegalStateException(tool.name() + ": the operation answers nothing");
    }

    private static ObjectNode outcome() {
        ObjectNode schema = JSON.objectNode().put("type", "object");
        ObjectNode properties = schema.putObject("properties");
        properties.putObject("done").put("type", "boolean").put("description", "Whether it happened");
        properties.putObject("dry_run").put("type", "boolean");
        properties.putObject("what").put("type", "string").put("description", "What happened, or would");
        properties
                .putObject("target")
                .put("description", "What is concerned, as REST answers it; null when it is gone")
                .putArray("type")
                .add("object")
                .add("null");
        schema.putArray("required").add("done").add("dry_run").add("what");
        return schema;
    }

    /** The arguments of one tool, collected one after the other. */
    private static final class Inputs {

        private final Tool tool;
        private final ObjectNode properties = JSON.objectNode();
        private final Set<String> required = new HashSet<>();
        private final Set<String> bracketed = new HashSet<>();
        private final Map<String, String> body = new LinkedHashMap<>();

        Inputs(Tool tool) {
            this.tool = tool;
        }

        void add(Argument argument) {
            ObjectNode schema = properties.putObject(argument.name()).put("type", argument.type());
            if (!argument.format().isEmpty()) {
                schema.put("format", argument.format());
            }
            schema.put("description", argument.description());
            if (argument.required()) {
                required.add(argument.name());
            }
        }

        void addQuery(JsonNode parameter) {
            String sent = parameter.path("name").asText();
            Optional<String> plain = PlainName.of(sent);
            String name = plain.orElse(sent);
            if (!parameter.path("in").asText().equals("query") || properties.has(name)) {
                return;
            }
            ObjectNode schema = ForModels.simplified(parameter.path("schema"));
            if (parameter.has("description")) {
                schema.set("description", parameter.get("description"));
            }
            properties.set(name, schema);
            plain.ifPresent(bracketed::add);
        }

        void addWhole(JsonNode schema, boolean needed) {
            properties.set(Tool.BODY, ForModels.simplified(schema));
            if (needed) {
                required.add(Tool.BODY);
            }
        }

        void addBody(JsonNode schema) {
            Set<String> needed = names(schema.path("required"));
            schema.path("properties").properties().forEach(field -> {
                String name = field.getKey();
                if (tool.dissolved().contains(name)) {
                    dissolve(name, ForModels.withoutNull(field.getValue()), needed.contains(name));
                } else {
                    addOfBody("", name, field.getValue(), needed.contains(name));
                }
            });
        }

        private void dissolve(String part, JsonNode schema, boolean partIsNeeded) {
            Set<String> needed = names(schema.path("required"));
            schema.path("properties")
                    .properties()
                    .forEach(field -> addOfBody(
                            part, field.getKey(), field.getValue(), partIsNeeded && needed.contains(field.getKey())));
        }

        private void addOfBody(String part, String name, JsonNode schema, boolean needed) {
            if (properties.has(name)) {
                throw new IllegalStateException(tool.name() + " would take two arguments " + name);
            }
            properties.set(name, ForModels.simplified(schema));
            body.put(name, part);
            if (needed && !tool.optional().contains(name)) {
                required.add(name);
            }
        }

        private static Set<String> names(JsonNode list) {
            Set<String> names = new HashSet<>();
            list.forEach(name -> names.add(name.asText()));
            return names;
        }

        ObjectNode schema() {
            ObjectNode schema = JSON.objectNode().put("type", "object");
            schema.set("properties", properties);
            ArrayNode inOrder = schema.putArray("required");
            properties.fieldNames().forEachRemaining(name -> {
                if (required.contains(name)) {
                    inOrder.add(name);
                }
            });
            return schema.put("additionalProperties", false);
        }
    }
}

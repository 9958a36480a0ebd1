package dev.belfry.api.document;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Fills in what the API's description knows, {@code {{routes: Jobs}}} by tag and {@code {{fields: JobInput}}} by schema, and
 * what the table of tools says: {@code {{tools}}}.
 */
final class Placeholders {

    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{(routes|fields): ([^}]+)}}");

    private static final String TOOLS = "{{tools}}";

    private final ApiDocument api;
    private final ToolList tools;

    Placeholders(ApiDocument api, ToolList tools) {
        this.api = api;
        this.tools = tools;
    }

    String fill(String text) {
        Function<MatchResult, String> table = found -> Matcher.quoteReplacement(
                found.group(1).equals("routes") ? routes(found.group(2)) : fields(found.group(2)));
        return PLACEHOLDER
                .matcher(text.contains(TOOLS) ? text.replace(TOOLS, tools()) : text)
                .replaceAll(table);
    }

    private String tools() {
        return tools.entries().stream()
                .map(tool -> "| `%s` | `%s` | %s | %s |"
                        .formatted(tool.name(), tool.scope(), tool.effect(), cell(tool.description())))
                .collect(Collectors.joining("\n", "| Tool | Scope | Effect | Description |\n|---|---|---|---|\n", ""));
    }

    private String routes(String tag) {
        String rows = api.operations().stream()
                .filter(operation -> operation.isTagged(tag))
                .map(Placeholders::route)
                .collect(Collectors.joining("\n"));
        if (rows.isEmpty()) {
            throw new IllegalStateException("the API has no operation with the tag " + tag);
        }
        return "| Route | Scope | What it does |\n|---|---|---|\n" + rows;
    }

    private static String route(ApiDocument.Operation operation) {
        String query = names(operation.description().path("parameters"));
        String parameters = query.isEmpty() ? "" : " Parameters: " + query + ".";
        return "| `%s %s` | %s | %s |"
                .formatted(
                        operation.method().toUpperCase(Locale.ROOT),
                        operation.path(),
                        scope(operation),
                        cell(operation.description().path("summary").asText() + "." + parameters));
    }

    private static String scope(ApiDocument.Operation operation) {
        if (!operation.scope().isEmpty()) {
            return "`" + operation.scope() + "`";
        }
        return operation.description().path("security").isEmpty() ? "open to all" : "any";
    }

    private static String names(JsonNode parameters) {
        List<String> names = new ArrayList<>();
        parameters.forEach(parameter -> {
            if (!parameter.path("in").asText().equals("path")) {
                names.add("`" + parameter.path("name").asText() + "`");
            }
        });
        return String.join(", ", names);
    }

    private String fields(String schema) {
        JsonNode described = api.inlined(api.schema(schema));
        List<String> required = new ArrayList<>();
        described.path("required").forEach(name -> required.add(name.asText()));
        return "| Field | Type | Meaning |\n|---|---|---|\n"
                + described.path("properties").properties().stream()
                        .map(field -> "| `%s`%s | %s | %s |"
                                .formatted(
                                        field.getKey(),
                                        required.contains(field.getKey()) ? ", required" : "",
                                        cell(SchemaWords.type(field.getValue())),
                                        cell(SchemaWords.meaning(field.getValue()))))
                        .collect(Collectors.joining("\n"));
    }

    private static String cell(String text) {
        return text.replace("|", "\\|").replace('\n', ' ');
    }
}

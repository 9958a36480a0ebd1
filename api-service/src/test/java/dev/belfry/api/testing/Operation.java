package dev.belfry.api.testing;

import com.fasterxml.jackson.databind.JsonNode;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.StreamSupport;

/** One operation of the API as {@code /openapi.json} describes it. */
public record Operation(String method, String path, JsonNode description) {

    private static final String JSON = "application/json";

    public String id() {
        return description.path("operationId").asText();
    }

    /** Whether it is about one thing, whose id stands in the path. */
    public boolean isAboutOneThing() {
        return path.contains("{");
    }

    /** Whether it speaks as another service's clients expect it, in refusals as well. */
    public boolean isForeign() {
        return path.startsWith("/api/");
    }

    /** Where the body of a refusal says what it is, and what it says there of a code of ours. */
    public String saysIn() {
        return isForeign() ? "error" : "error.code";
    }

    public String says(String code, String foreign) {
        return isForeign() ? foreign : code;
    }

    /** Whether anybody may call it. */
    public boolean isOpen() {
        return description.path("security").isEmpty();
    }

    /** The scope it needs; nothing when any token will do. */
    public Optional<String> scope() {
        JsonNode scope = description.path("security").path(0).path("token").path(0);
        return scope.isMissingNode() ? Optional.empty() : Optional.of(scope.asText());
    }

    /** Whether only a person who logged in may call it: it needs no scope and still refuses. */
    public boolean needsLogin() {
        return scope().isEmpty() && statuses().contains("403");
    }

    public Optional<JsonNode> requestSchema() {
        return present(
                description.path("requestBody").path("content").path(JSON).path("schema"));
    }

    /** The statuses it may answer. */
    public List<String> statuses() {
        return StreamSupport.stream(((Iterable<String>) description.path("responses")::fieldNames).spliterator(), false)
                .toList();
    }

    public Optional<JsonNode> responseSchema(int status) {
        return present(description
                .path("responses")
                .path(Integer.toString(status))
                .path("content")
                .path(JSON)
                .path("schema"));
    }

    /** Whether its answer has no end. */
    public boolean isStream() {
        return description.at("/responses/200/content").has("text/event-stream");
    }

    /** Sends it about a thing, with a body where one is described. A stream is asked for from a place that none has. */
    public Response send(RequestSpecification caller, Object id, String body) {
        RequestSpecification request =
                requestSchema().isPresent() ? caller.contentType(JSON).body(body) : caller;
        if (isStream()) {
            request.header("Last-Event-ID", "nowhere");
        }
        return request.request(method.toUpperCase(Locale.ROOT), path.replaceAll("\\{[^}]+}", id.toString()));
    }

    @Override
    public String toString() {
        return method.toUpperCase(Locale.ROOT) + " " + path;
    }

    private static Optional<JsonNode> present(JsonNode node) {
        return node.isMissingNode() ? Optional.empty() : Optional.of(node);
    }
}

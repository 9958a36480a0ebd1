package dev.belfry.api.mcp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.belfry.api.json.Violations;
import dev.belfry.api.mcp.tool.ToolSchemas;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** One JSON-RPC message of a client, checked so far that the extension can read it. */
final class McpMessage {

    private static final String ID = "id";
    private static final String METHOD = "method";
    private static final String PARAMS = "params";
    private static final String ARGUMENTS = "arguments";
    private static final String NOTES = "_meta";
    private static final String CALL = "tools/call";
    private static final String NOTIFICATION = "notifications/";

    /** What a member has to be, and how that is said. */
    private record Kind(Predicate<JsonNode> holds, String message) {}

    private static final Kind TEXT = new Kind(JsonNode::isTextual, "has to be a string");
    private static final Kind OBJECT = new Kind(JsonNode::isObject, "has to be an object");
    private static final Kind ID_VALUE =
            new Kind(id -> id.isTextual() || id.isIntegralNumber(), "has to be a string or a whole number");

    /** What the protocol says of the members of params, whatever the method; others may be anything. */
    private static final Map<String, Kind> PARAMETERS = Map.ofEntries(
            Map.entry("name", TEXT),
            Map.entry(ARGUMENTS, OBJECT),
            Map.entry(NOTES, OBJECT),
            Map.entry("cursor", TEXT),
            Map.entry("uri", TEXT),
            Map.entry("level", TEXT),
            Map.entry("reason", TEXT),
            Map.entry("requestId", ID_VALUE),
            Map.entry("protocolVersion", TEXT),
            Map.entry("capabilities", OBJECT),
            Map.entry("clientInfo", OBJECT),
            Map.entry("ref", OBJECT),
            Map.entry("argument", OBJECT),
            Map.entry("context", OBJECT));

    private final ObjectNode message;

    private McpMessage(ObjectNode message) {
        this.message = message;
    }

    /** @throws dev.belfry.api.problem.Problem 400 that names what is no JSON-RPC, or no message of this protocol */
    static McpMessage of(ObjectNode message) {
        Violations violations = new Violations();
        if (!"2.0".equals(message.path("jsonrpc").asText())) {
            add(violations, "jsonrpc", "has to be \"2.0\"", message.get("jsonrpc"));
        }
        check(violations, ID, ID_VALUE, message.get(ID));
        check(violations, METHOD, TEXT, message.get(METHOD));
        check(violations, PARAMS, OBJECT, message.get(PARAMS));
        message.path(PARAMS).properties().forEach(member -> {
            Kind kind = PARAMETERS.get(member.getKey());
            if (kind != null) {
                check(violations, PARAMS + "." + member.getKey(), kind, member.getValue());
            }
        });
        checkPerMethod(message, violations);
        violations.throwIfAny();
        return new McpMessage(message);
    }

    /**
     * The id under which the client waits for an answer, which may be a refusal; empty when it waits for none, or it cannot
     * be told.
     */
    static Optional<JsonNode> awaited(ObjectNode message) {
        JsonNode id = message.get(ID);
        boolean asks = message.path(METHOD).isTextual()
                && id != null
                && ID_VALUE.holds().test(id);
        return asks ? Optional.of(id) : Optional.empty();
    }

    /** What the extension takes for granted. */
    private static void checkPerMethod(ObjectNode message, Violations violations) {
        JsonNode params = message.path(PARAMS);
        String method = message.path(METHOD).asText();
        // Without an id it would be a notification, which nobody answers: what it asks for would be done unseen.
        if (!method.isEmpty() && !method.startsWith(NOTIFICATION) && !message.has(ID)) {
            add(violations, ID, "is required, because " + method + " is answered", null);
        }
        if (method.isEmpty() && !message.has("result") && !message.has("error")) {
            add(violations, METHOD, "is required", null);
        }
        switch (method) {
            case "initialize" -> {
                requireMember(violations, params, "protocolVersion");
                requireTexts(violations, params, "clientInfo", "name", "version");
            }
            case CALL, "prompts/get" -> requireMember(violations, params, "name");
            case "resources/read", "resources/subscribe", "resources/unsubscribe" ->
                requireMember(violations, params, "uri");
            case "logging/setLevel" -> requireMember(violations, params, "level");
            case "completion/complete" -> {
                requireTexts(violations, params, "ref", "type");
                requireTexts(violations, params, "argument", "name", "value");
            }
            default -> {}
        }
    }

    /** The extension would wait for good for an answer of its own, were one of them of another type. */
    private static void requireTexts(Violations violations, JsonNode params, String member, String... names) {
        for (String name : names) {
            JsonNode value = params.path(member).path(name);
            if (!value.isTextual()) {
                add(violations, PARAMS + "." + member + "." + name, TEXT.message(), value);
            }
        }
    }

    private static void requireMember(Violations violations, JsonNode params, String name) {
        if (!params.has(name)) {
            add(violations, PARAMS + "." + name, "is required", null);
        }
    }

    private static void check(Violations violations, String field, Kind kind, @Nullable JsonNode value) {
        if (value != null && !kind.holds().test(value)) {
            add(violations, field, kind.message(), value);
        }
    }

    private static void add(Violations violations, String field, String message, @Nullable JsonNode value) {
        // What stands in place of arguments, or of all params, may be or hold a token.
        boolean isSecret = field.equals(PARAMS) || field.equals(PARAMS + "." + ARGUMENTS);
        String shown = value == null || !value.isValueNode() || isSecret ? null : value.asText();
        violations.add(field, "json_rpc", message, shown);
    }

    /** Whether it answers something that the server had asked; it never asks anything. */
    boolean isAnswer() {
        return !message.has(METHOD);
    }

    boolean isCall() {
        return message.path(METHOD).asText().equals(CALL);
    }

    /**
     * Takes the arguments of a tool call out of the message; empty where there are none. With them goes what a client
     * notes for itself: nothing here asks for it.
     */
    ObjectNode takeArguments() {
        JsonNode arguments = null;
        if (message.get(PARAMS) instanceof ObjectNode params) {
            params.remove(NOTES);
            arguments = isCall() ? params.remove(ARGUMENTS) : null;
        }
        return arguments instanceof ObjectNode object ? object : JsonNodeFactory.instance.objectNode();
    }

    /** Takes the token out of the arguments; null when there is none. */
    static @Nullable String takeToken(ObjectNode arguments) {
        JsonNode token = arguments.remove(ToolSchemas.TOKEN);
        return token == null || token.isNull() ? null : token.asText();
    }

    String text() {
        return message.toString();
    }
}

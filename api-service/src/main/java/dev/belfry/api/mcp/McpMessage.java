package dev.belfry.api.mcp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.belfry.api.json.Violations;
import dev.belfry.api.mcp.tool.ToolSchemas;
import java.util.Map;
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

    private static final Predicate<JsonNode> TEXT = JsonNode::isTextual;
    private static final Predicate<JsonNode> OBJECT = JsonNode::isObject;
    private static final Predicate<JsonNode> ID_VALUE = id -> id.isTextual() || id.isIntegralNumber();

    /** What the protocol says of the members of params, whatever the method; others may be anything. */
    private static final Map<String, Predicate<JsonNode>> PARAMETERS = Map.ofEntries(
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
        require(violations, "jsonrpc", "2.0".equals(message.path("jsonrpc").asText()), "has to be \"2.0\"");
        require(violations, ID, isAbsentOr(ID_VALUE, message.get(ID)), "has to be a string or a whole number");
        require(violations, METHOD, isAbsentOr(TEXT, message.get(METHOD)), "has to be a string");
        require(violations, PARAMS, isAbsentOr(OBJECT, message.get(PARAMS)), "has to be an object");
        message.path(PARAMS)
                .properties()
                .forEach(member -> require(
                        violations,
                        PARAMS + "." + member.getKey(),
                        PARAMETERS.getOrDefault(member.getKey(), any -> true).test(member.getValue()),
                        "has another type in this protocol"));
        checkPerMethod(message, violations);
        violations.throwIfAny();
        return new McpMessage(message);
    }

    /** What the extension takes for granted. */
    private static void checkPerMethod(ObjectNode message, Violations violations) {
        JsonNode params = message.path(PARAMS);
        switch (message.path(METHOD).asText()) {
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
            require(
                    violations,
                    PARAMS + "." + member + "." + name,
                    params.path(member).path(name).isTextual(),
                    "has to be a string");
        }
    }

    private static void requireMember(Violations violations, JsonNode params, String name) {
        require(violations, PARAMS + "." + name, params.has(name), "is required");
    }

    private static void require(Violations violations, String field, boolean holds, String message) {
        if (!holds) {
            violations.add(field, "json_rpc", message, null);
        }
    }

    private static boolean isAbsentOr(Predicate<JsonNode> type, @Nullable JsonNode value) {
        return value == null || type.test(value);
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

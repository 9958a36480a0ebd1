package dev.belfry.api.mcp.tool;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.belfry.api.auth.Identity;
import dev.belfry.api.auth.WorkspaceId;
import dev.belfry.api.json.Violations;
import dev.belfry.api.page.PageRequest;
import dev.belfry.api.problem.Detail;
import dev.belfry.api.problem.Problem;
import dev.belfry.api.value.Ids;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.core.MultivaluedHashMap;
import jakarta.ws.rs.core.MultivaluedMap;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One call of a tool: who calls, with what. What is wrong with an argument is the problem that REST would tell. */
public final class ToolCall {

    private static final String SHORTENED =
            "holds a text that was shortened when it was read: send all of it, or leave the field out";

    private final Identity caller;
    private final ObjectNode arguments;
    private final ToolShape shape;

    /** @throws Problem 400 for arguments that the tool does not take */
    public ToolCall(Identity caller, ObjectNode arguments, ToolShape shape) {
        this.caller = caller;
        this.arguments = named(arguments, shape);
        this.shape = shape;
    }

    /** Each argument under its one name, so that nothing counts twice. */
    private static ObjectNode named(ObjectNode sent, ToolShape shape) {
        ObjectNode named = JsonNodeFactory.instance.objectNode();
        Violations violations = new Violations();
        String known = "is not an argument of this tool; known: " + shape.names();
        sent.properties().forEach(argument -> {
            String name = shape.argument(argument.getKey()).orElse("");
            if (name.isEmpty()) {
                violations.add(argument.getKey(), "unknown_field", known, null);
            } else if (named.has(name)) {
                violations.add(
                        argument.getKey(), "unique", "is another spelling of " + name + ", which was sent too", null);
            } else if (CutText.isIn(argument.getValue())) {
                violations.add(argument.getKey(), "shortened", SHORTENED, null);
            } else {
                named.set(name, argument.getValue());
            }
        });
        violations.throwIfAny();
        return named;
    }

    WorkspaceId workspace() {
        return caller.workspace();
    }

    /** The same call with another number of rows to a page. */
    public ToolCall withLimit(int limit) {
        ObjectNode fewer = arguments.deepCopy();
        fewer.put("limit", limit);
        return new ToolCall(caller, fewer, shape);
    }

    /** An argument that has to be there: the id of a thing. What cannot be an id does not exist. */
    UUID id(String name, String thing) {
        return Ids.inPath(thing, required(name));
    }

    @Nullable
    UUID optionalId(String name, String thing) {
        String sent = text(name);
        return sent == null ? null : Ids.inPath(thing, sent);
    }

    String required(String name) {
        String sent = text(name);
        if (sent == null) {
            throw Problem.invalid(new Detail(name, "required", "is required", null));
        }
        return sent;
    }

    /** A text, or a number where REST takes one as the text of a query; null when absent. */
    @Nullable
    String text(String name) {
        JsonNode sent = arguments.path(name);
        if (sent.isMissingNode() || sent.isNull()) {
            return null;
        }
        boolean isNumber = shape.isNumber(name);
        if (isNumber ? !sent.isIntegralNumber() : !sent.isTextual()) {
            String allowed = isNumber ? "has to be a whole number" : "has to be a string";
            throw Problem.invalid(new Detail(name, "type", allowed, sent.toString()));
        }
        return sent.asText();
    }

    /** An array of texts, or one of them; empty when absent. */
    List<String> texts(String name) {
        JsonNode sent = arguments.path(name);
        if (sent.isMissingNode() || sent.isNull()) {
            return List.of();
        }
        List<String> texts = new ArrayList<>();
        for (JsonNode element : elements(sent)) {
            if (!element.isTextual()) {
                throw Problem.invalid(new Detail(name, "type", "has to be an array of strings", sent.toString()));
            }
            texts.add(element.asText());
        }
        return texts;
    }

    /** What is no array is the only element of one. */
    private static JsonNode elements(JsonNode sent) {
        return sent.isArray() ? sent : JsonNodeFactory.instance.arrayNode().add(sent);
    }

    private boolean flag(String name) {
        JsonNode sent = arguments.path(name);
        if (!sent.isMissingNode() && !sent.isNull() && !sent.isBoolean()) {
            throw Problem.invalid(new Detail(name, "type", "has to be true or false", sent.toString()));
        }
        return sent.asBoolean(false);
    }

    PageRequest page() {
        return PageRequest.of(text("limit"), text("cursor"));
    }

    /** The query that REST takes under names with brackets; a list may be an array as well. */
    MultivaluedMap<String, String> query() {
        MultivaluedMap<String, String> query = new MultivaluedHashMap<>();
        arguments.properties().forEach(argument -> {
            if (shape.query().contains(argument.getKey())) {
                add(query, argument.getKey(), argument.getValue());
            }
        });
        return query;
    }

    private static void add(MultivaluedMap<String, String> query, String name, JsonNode sent) {
        if (sent.isArray()) {
            // One that is empty asks for none of anything.
            query.computeIfAbsent(name, unknown -> new ArrayList<>());
        }
        for (JsonNode value : elements(sent)) {
            if (value.isContainerNode()) {
                throw Problem.invalid(
                        new Detail(name, "type", "has to be a string or an array of strings", sent.toString()));
            }
            if (!value.isNull()) {
                query.add(name, value.asText());
            }
        }
    }

    /** The body where it is one argument; an empty one when it is absent. */
    ObjectNode body() {
        JsonNode sent = arguments.path(Tool.BODY);
        if (sent instanceof ObjectNode body) {
            return body;
        }
        if (!sent.isMissingNode() && !sent.isNull()) {
            throw Problem.invalid(new Detail(Tool.BODY, "type", "has to be an object", sent.toString()));
        }
        return JsonNodeFactory.instance.objectNode();
    }

    /** The body that REST takes: the arguments that belong to it, each where it belongs. */
    ObjectNode document() {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        arguments.properties().forEach(argument -> {
            String name = argument.getKey();
            if (shape.isOfBody(name)) {
                shape.part(name)
                        .ifPresentOrElse(
                                part -> document.withObject("/" + part).set(name, argument.getValue()),
                                () -> document.set(name, argument.getValue()));
            }
        });
        return document;
    }

    /**
     * Removes a thing, or tells what would be removed.
     *
     * @param what happens, for people
     */
    <T> Uni<?> removing(String what, Supplier<Uni<T>> find, Supplier<Uni<Void>> remove) {
        return flag(Tool.DRY_RUN)
                ? find.get().map(found -> Outcome.would(what, found))
                : remove.get().replaceWith(() -> Outcome.done(what, null));
    }

    /** Changes a thing, or tells how it would be. */
    <T> Uni<?> changing(Function<T, String> what, Supplier<Uni<T>> attempt, Supplier<Uni<T>> change) {
        return flag(Tool.DRY_RUN)
                ? attempt.get().map(found -> Outcome.would(what.apply(found), found))
                : change.get().map(changed -> Outcome.done(what.apply(changed), changed));
    }
}

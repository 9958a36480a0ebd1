package dev.belfry.api.mcp.tool;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a tool takes and answers.
 *
 * @param input JSON Schema of the arguments
 * @param output JSON Schema of the answer
 * @param path of the operation, which decides in which words errors are told
 * @param query the arguments that stand for query parameters whose names have brackets
 * @param body the arguments that make up the body, each with the part of it where it stands; empty for the top
 */
public record ToolShape(ObjectNode input, ObjectNode output, String path, Set<String> query, Map<String, String> body) {

    /** The argument that is meant by a name; nothing when it is none of this tool. */
    Optional<String> argument(String name) {
        return knows(name) ? Optional.of(name) : PlainName.of(name).filter(query::contains);
    }

    private boolean knows(String name) {
        return input.path("properties").has(name);
    }

    Set<String> names() {
        Set<String> names = new TreeSet<>();
        input.path("properties").fieldNames().forEachRemaining(names::add);
        return names;
    }

    boolean isNumber(String name) {
        return input.at("/properties/" + name + "/type").asText().equals("integer");
    }

    boolean isOfBody(String name) {
        return body.containsKey(name);
    }

    Optional<String> part(String name) {
        return Optional.ofNullable(body.get(name)).filter(part -> !part.isEmpty());
    }
}

package dev.belfry.api.mcp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.belfry.api.problem.ErrorShapes;
import dev.belfry.api.problem.Problem;
import jakarta.inject.Singleton;

/**
 * Refuses a request in the way its client waits for: a JSON-RPC error under the request's id (JSON-RPC 2.0, section 5.1),
 * which carries the error of the REST API as its data.
 */
@Singleton
class McpRefusals {

    private static final int INVALID_REQUEST = -32600;
    private static final int INVALID_PARAMS = -32602;

    private final ErrorShapes shapes;
    private final ObjectMapper mapper;

    McpRefusals(ErrorShapes shapes, ObjectMapper mapper) {
        this.shapes = shapes;
        this.mapper = mapper;
    }

    ObjectNode of(JsonNode id, Problem problem) {
        boolean concernsParams =
                problem.details().stream().allMatch(detail -> detail.field().startsWith("params"));
        ObjectNode answer = mapper.createObjectNode().put("jsonrpc", "2.0");
        answer.set("id", id);
        answer.putObject("error")
                .put("code", concernsParams ? INVALID_PARAMS : INVALID_REQUEST)
                .put("message", problem.getMessage())
                .set(
                        "data",
                        mapper.valueToTree(shapes.tell(McpGate.ROOT, problem, header -> null)
                                .body()));
        return answer;
    }
}

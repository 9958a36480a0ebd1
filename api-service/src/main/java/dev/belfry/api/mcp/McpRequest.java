package dev.belfry.api.mcp;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.belfry.api.auth.Identity;
import io.vertx.ext.web.RoutingContext;
import org.jspecify.annotations.Nullable;

/**
 * What the gate keeps of a request for the code behind the extension.
 *
 * @param caller who the header says is calling; null without a header
 * @param arguments of a tool call, as they were sent, without the token; empty otherwise
 * @param token the token that stood among the arguments; null when there was none
 */
record McpRequest(
        @Nullable Identity caller,
        ObjectNode arguments,
        @Nullable String token) {

    private static final String KEY = McpRequest.class.getName();

    void leaveIn(RoutingContext context) {
        context.put(KEY, this);
    }

    static McpRequest of(RoutingContext context) {
        McpRequest left = context.get(KEY);
        if (left == null) {
            throw new IllegalStateException("a request came to the tools around the gate");
        }
        return left;
    }

    /** The token is nobody's business. */
    @Override
    public String toString() {
        return "McpRequest[" + caller + "]";
    }
}

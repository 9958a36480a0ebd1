package dev.belfry.api.mcp;

import dev.belfry.api.auth.Access;
import dev.belfry.api.auth.Identity;
import dev.belfry.api.auth.Scope;
import dev.belfry.api.mcp.tool.Tool;
import dev.belfry.api.mcp.tool.ToolTable;
import io.quarkiverse.mcp.server.FilterContext;
import io.quarkiverse.mcp.server.McpMethod;
import io.quarkiverse.mcp.server.ToolFilter;
import io.quarkiverse.mcp.server.ToolManager.ToolInfo;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Lists to a caller the tools that the caller's scopes allow, and all of them to somebody unknown, who reads what there is.
 * It only tells; a tool that is called all the same is refused for its scope.
 */
@Singleton
class ToolsOfCaller implements ToolFilter {

    private final CurrentVertxRequest current;
    private final Map<String, Scope> scopes;

    ToolsOfCaller(ToolTable table, CurrentVertxRequest current) {
        this.current = current;
        this.scopes = table.tools().stream().collect(Collectors.toUnmodifiableMap(Tool::name, Tool::scope));
    }

    @Override
    public boolean test(ToolInfo tool, FilterContext context) {
        if (context.method() != McpMethod.TOOLS_LIST) {
            return true;
        }
        Identity caller = McpRequest.of(current.getCurrent()).caller();
        Scope needed = scopes.get(tool.name());
        return caller == null || needed != null && Access.allows(caller, needed);
    }
}

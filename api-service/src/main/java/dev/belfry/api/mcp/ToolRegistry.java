package dev.belfry.api.mcp;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.belfry.api.document.DocumentService;
import dev.belfry.api.mcp.tool.Tool;
import dev.belfry.api.mcp.tool.ToolSchemas;
import dev.belfry.api.mcp.tool.ToolShape;
import dev.belfry.api.mcp.tool.ToolTable;
import dev.belfry.api.mcp.tool.Toolbox;
import io.quarkiverse.mcp.server.McpServer;
import io.quarkiverse.mcp.server.ToolManager;
import io.quarkiverse.mcp.server.ToolManager.ToolAnnotations;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Singleton;

/**
 * Tells the extension of the tools, and of what may be read and asked, when the first client comes: whoever starts Belfry
 * does not wait for half a megabyte of description to be read.
 */
@Singleton
class ToolRegistry {

    private final ToolTable table;
    private final ToolManager manager;
    private final ToolRunner runner;
    private final Uni<Void> ready;

    ToolRegistry(
            ToolTable table, ToolManager manager, ToolRunner runner, DocumentService documents, Readings readings) {
        this.table = table;
        this.manager = manager;
        this.runner = runner;
        this.ready = documents
                .api()
                .invoke(api -> registerAll(new ToolSchemas(api)))
                .chain(api -> documents.library().invoke(library -> readings.register(library, api)))
                .replaceWithVoid()
                .memoize()
                .indefinitely();
    }

    /** Answers when the extension knows everything. On any thread. */
    Uni<Void> ready() {
        return ready;
    }

    private void registerAll(ToolSchemas schemas) {
        for (Toolbox box : table.boxes()) {
            String[] servers = servers(box.group());
            box.tools().forEach(tool -> register(tool, schemas.shape(tool), servers));
        }
    }

    private static String[] servers(Toolbox.Group group) {
        return switch (group) {
            case JOBS -> new String[] {McpServer.DEFAULT, "jobs"};
            case RUNS -> new String[] {McpServer.DEFAULT, "runs"};
            case OTHERS -> new String[] {McpServer.DEFAULT};
        };
    }

    private void register(Tool tool, ToolShape shape, String... servers) {
        manager.newTool(tool.name())
                .setTitle(tool.title())
                .setDescription(tool.description())
                .setServerNames(servers)
                .setInputSchema(json(shape.input()))
                .setOutputSchema(json(shape.output()))
                .setAnnotations(new ToolAnnotations(
                        tool.title(),
                        tool.effect().isReadOnly(),
                        tool.effect().isDestructive(),
                        tool.effect().isIdempotent(),
                        tool.reachesOut()))
                .setAsyncHandler(call -> runner.run(tool, shape))
                .register();
    }

    private static JsonObject json(ObjectNode schema) {
        return new JsonObject(schema.toString());
    }
}

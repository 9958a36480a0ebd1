package dev.belfry.api.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.belfry.api.testing.Cast;
import dev.belfry.api.testing.Description;
import dev.belfry.api.testing.NodeProgram;
import dev.belfry.embedded.testing.ServersResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The door for agents, with the public TypeScript client and the command line of the Inspector. */
@QuarkusTest
@WithTestResource(ServersResource.class)
class TypeScriptClientIT {

    private final Cast cast = new Cast();

    @TestHTTPResource("/mcp")
    URI mcp;

    private NodeProgram program;

    @BeforeEach
    void install() throws IOException {
        program = NodeProgram.install("mcp", "client.mjs");
    }

    @Test
    void thePublicClientCanDoWhatAgentsDo() {
        String printed =
                program.run(Map.of("MCP_URL", mcp.toString(), "TOKEN", cast.aliceToken()), "node", "client.mjs");

        assertThat(printed.lines().filter(line -> line.startsWith("done: "))).hasSize(6);
    }

    @Test
    void theInspectorListsAndCallsTools() {
        JsonNode tools = Description.json(inspect("--method", "tools/list")).path("tools");
        assertThat(tools).extracting(tool -> tool.path("name").asText()).contains("create_job", "list_executions");

        JsonNode made = Description.json(inspect(
                "--method",
                "tools/call",
                "--tool-name",
                "create_job",
                "--tool-arg",
                "name=by the Inspector",
                "url=https://example.com/hook",
                "cron=@daily"));
        assertThat(made.at("/structuredContent/name").asText()).isEqualTo("by the Inspector");
        assertThat(Description.json(inspect("--method", "resources/list")).path("resources"))
                .isNotEmpty();
    }

    private String inspect(String... words) {
        List<String> command = new ArrayList<>(List.of(
                "node_modules/.bin/mcp-inspector",
                "--cli",
                mcp.toString(),
                "--transport",
                "http",
                "--header",
                "Authorization: Bearer " + cast.aliceToken()));
        command.addAll(List.of(words));
        String printed = program.run(Map.of(), command.toArray(String[]::new));
        // It begins with a word about itself.
        return printed.substring(printed.indexOf('{'));
    }
}

package dev.belfry.api.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import io.modelcontextprotocol.client.McpClient;
import io.modelcontextprotocol.client.McpSyncClient;
import io.modelcontextprotocol.client.transport.HttpClientStreamableHttpTransport;
import io.modelcontextprotocol.json.schema.JsonSchemaValidator.ValidationResponse;
import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import io.modelcontextprotocol.spec.McpSchema.TextContent;
import io.modelcontextprotocol.spec.McpSchema.Tool;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Somebody who acts by the tools, with the public Java client, which checks each answer against the tool's schema. */
public final class Agent implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final McpSyncClient client;

    private Agent(McpSyncClient client) {
        this.client = client;
    }

    /** @param token for the header; null for none */
    public static Agent at(URI api, String path, @Nullable String token) {
        HttpClientStreamableHttpTransport.Builder transport = HttpClientStreamableHttpTransport.builder(
                        api.resolve("/").toString())
                .endpoint(path);
        if (token != null) {
            transport.customizeRequest(request -> request.header("Authorization", "Bearer " + token));
        }
        McpSyncClient client = McpClient.sync(transport.build())
                .requestTimeout(Duration.ofSeconds(20))
                .initializationTimeout(Duration.ofSeconds(20))
                .jsonSchemaValidator(Agent::validate)
                .build();
        client.initialize();
        return new Agent(client);
    }

    private static ValidationResponse validate(Map<String, Object> schema, Object answer) {
        var wrong = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                .getSchema(JSON.<JsonNode>valueToTree(schema))
                .validate(JSON.valueToTree(answer));
        return wrong.isEmpty() ? ValidationResponse.asValid("") : ValidationResponse.asInvalid(wrong.toString());
    }

    public McpSyncClient client() {
        return client;
    }

    public List<Tool> tools() {
        return client.listTools().tools();
    }

    public List<String> toolNames() {
        return tools().stream().map(Tool::name).toList();
    }

    public CallToolResult result(String tool, Map<String, Object> arguments) {
        return client.callTool(new CallToolRequest(tool, arguments));
    }

    /** The answer of a call that has to succeed. */
    public JsonNode call(String tool, Map<String, Object> arguments) {
        CallToolResult result = result(tool, arguments);
        assertThat(result.isError()).as("%s answered %s", tool, texts(result)).isNotEqualTo(true);
        JsonNode answer = JSON.valueToTree(result.structuredContent());
        assertThat(Description.json(texts(result).get(0))).as("text").isEqualTo(Description.json(answer.toString()));
        return answer;
    }

    public JsonNode call(String tool) {
        return call(tool, Map.of());
    }

    /** The error object of a call that has to be refused. */
    public JsonNode refusal(String tool, Map<String, Object> arguments) {
        CallToolResult result = result(tool, arguments);
        assertThat(result.isError()).as("%s answered %s", tool, texts(result)).isTrue();
        return Description.json(texts(result).get(0)).path("error");
    }

    public static List<String> texts(CallToolResult result) {
        return result.content().stream()
                .map(content -> ((TextContent) content).text())
                .toList();
    }

    @Override
    public void close() {
        client.close();
    }
}

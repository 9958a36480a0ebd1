package dev.belfry.api.mcp;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.belfry.api.testing.Cast;
import dev.belfry.embedded.testing.ServersResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What stands before the tools, told in HTTP. */
@QuarkusTest
@WithTestResource(ServersResource.class)
class McpGateIT {

    private final Cast cast = new Cast();

    private Response post(String path, String body) {
        return cast.alice().contentType("application/json").body(body).post(path);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "[]",
                "7",
                "{}",
                "[{\"jsonrpc\": \"2.0\", \"id\": 1, \"method\": \"ping\"}]",
                "{\"jsonrpc\": \"2.0\", \"id\": {}, \"method\": \"ping\"}",
                "{\"jsonrpc\": \"2.0\", \"id\": null, \"method\": \"ping\"}",
                "{\"jsonrpc\": \"2.0\", \"id\": 1, \"method\": 5}",
                "{\"jsonrpc\": \"2.0\", \"id\": 1}",
                "{\"jsonrpc\": \"2.0\", \"method\": \"tools/list\"}",
                "{\"jsonrpc\": \"2.0\", \"id\": 1, \"id\": 2, \"method\": \"ping\"}"
            })
    void whatNobodyAwaitsUnderAnIdIsRefusedInTheErrorShape(String body) {
        Response answer = post("/mcp", body);

        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(400);
        assertThat(answer.<String>path("error.code")).isEqualTo("validation_error");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"jsonrpc\": \"1.0\", \"id\": 1, \"method\": \"ping\"}|-32600|jsonrpc: has to be \"2.0\"",
                "{\"jsonrpc\": \"2.0\", \"id\": 1, \"method\": \"initialize\"}|-32602|params.protocolVersion: is required",
                "{\"jsonrpc\": \"2.0\", \"id\": 1, \"method\": \"initialize\", \"params\": {\"protocolVersion\": 1}}"
                        + "|-32602|params.protocolVersion: has to be a string",
                "{\"jsonrpc\": \"2.0\", \"id\": 1, \"method\": \"tools/call\"}|-32602|params.name: is required",
                "{\"jsonrpc\": \"2.0\", \"id\": 1, \"method\": \"tools/call\", \"params\": []}|-32602|params: has to be an object",
                "{\"jsonrpc\": \"2.0\", \"id\": 1, \"method\": \"tools/call\", \"params\": {\"name\": {}}}"
                        + "|-32602|params.name: has to be a string",
                "{\"jsonrpc\": \"2.0\", \"id\": 1, \"method\": \"tools/call\","
                        + " \"params\": {\"name\": \"list_jobs\", \"arguments\": []}}|-32602|params.arguments: has to be an object",
                "{\"jsonrpc\": \"2.0\", \"id\": 1, \"method\": \"resources/read\", \"params\": {\"uri\": 1}}"
                        + "|-32602|params.uri: has to be a string",
                "{\"jsonrpc\": \"2.0\", \"id\": 1, \"method\": \"tools/list\", \"params\": {\"_meta\": 1}}"
                        + "|-32602|params._meta: has to be an object",
                "{\"jsonrpc\": \"2.0\", \"id\": 1, \"method\": \"completion/complete\","
                        + " \"params\": {\"ref\": {\"type\": \"ref/prompt\"}, \"argument\": {\"name\": 1}}}"
                        + "|-32602|params.argument.name: has to be a string",
                "{\"jsonrpc\": \"2.0\", \"id\": 1, \"method\": \"prompts/get\","
                        + " \"params\": {\"name\": \"find-out-why-a-job-fails\"}}|-32602|job: is required",
            })
    void aBadRequestIsAnsweredUnderItsId(String body, int code, String message) {
        Response answer = post("/mcp", body);

        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(200);
        assertThat(answer.<Integer>path("id")).isEqualTo(1);
        assertThat(answer.<Integer>path("error.code")).isEqualTo(code);
        assertThat(answer.<String>path("error.message")).contains(message);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"jsonrpc\": \"2.0\", \"id\": 1, \"method\": \"nonsense\"}",
                "{\"jsonrpc\": \"2.0\", \"id\": 1, \"method\": \"tools/call\", \"params\": {\"name\": \"nonsense\"}}",
                "{\"jsonrpc\": \"2.0\", \"id\": 1, \"method\": \"tools/list\", \"params\": {\"cursor\": \"x\"}}",
                "{\"jsonrpc\": \"2.0\", \"id\": 1, \"method\": \"prompts/get\", \"params\": {\"name\": \"nonsense\"}}",
                "{\"jsonrpc\": \"2.0\", \"id\": 1, \"method\": \"prompts/get\","
                        + " \"params\": {\"name\": \"find-out-why-a-job-fails\", \"arguments\": {\"job\": null}}}",
                "{\"jsonrpc\": \"2.0\", \"id\": 1, \"method\": \"prompts/get\","
                        + " \"params\": {\"name\": \"find-out-why-a-job-fails\", \"arguments\": {\"job\": 7}}}",
                "{\"jsonrpc\": \"2.0\", \"id\": 1, \"method\": \"resources/read\", \"params\": {\"uri\": \"x\"}}",
                "{\"jsonrpc\": \"2.0\", \"id\": 1, \"method\": \"completion/complete\","
                        + " \"params\": {\"ref\": {\"type\": \"x\"}, \"argument\": {\"name\": \"a\", \"value\": \"\"}}}",
                "{\"jsonrpc\": \"2.0\", \"id\": 1, \"method\": \"completion/complete\", \"params\":"
                        + " {\"ref\": {\"type\": \"ref/prompt\", \"name\": 7}, \"argument\": {\"name\": \"a\", \"value\": \"\"}}}",
                "{\"jsonrpc\": \"2.0\", \"id\": 1, \"method\": \"tools/list\","
                        + " \"params\": {\"_meta\": {\"io.modelcontextprotocol/clientInfo\": 7, \"progressToken\": {}}}}",
                "{\"jsonrpc\": \"2.0\", \"id\": 1, \"method\": \"logging/setLevel\", \"params\": {\"level\": \"x\"}}",
                "{\"jsonrpc\": \"2.0\", \"id\": 1, \"method\": \"resources/subscribe\", \"params\": {\"uri\": \"x\"}}",
                "{\"jsonrpc\": \"2.0\", \"id\": 1, \"method\": \"q/close\"}",
                "{\"jsonrpc\": \"2.0\", \"method\": \"notifications/cancelled\", \"params\": {\"requestId\": 5}}",
                "{\"jsonrpc\": \"2.0\", \"id\": 5, \"result\": {}}"
            })
    void whatNobodyUnderstandsIsAnsweredAndNeverAFailure(String body) {
        Response answer = post("/mcp", body);

        assertThat(answer.statusCode()).as(answer.asString()).isBetween(200, 202);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"cron_pat_x\"", "{\"name\": \"list_jobs\", \"arguments\": \"cron_pat_x\"}"})
    void whatStandsInPlaceOfArgumentsIsNotRepeated(String params) {
        Response answer = post(
                "/mcp", "{\"jsonrpc\": \"2.0\", \"id\": 1, \"method\": \"tools/call\", \"params\": " + params + "}");

        assertThat(answer.<Integer>path("error.code")).isEqualTo(-32602);
        assertThat(answer.asString()).doesNotContain("cron_pat");
    }

    @Test
    void aClientNeedsNeitherASessionNorAnAcceptHeader() {
        Response answer = given().header("Authorization", "Bearer " + cast.aliceToken())
                .header("Mcp-Session-Id", "of another replica")
                .accept("*/*")
                .contentType("application/json")
                .body("""
                        {"jsonrpc": "2.0", "id": 1, "method": "tools/call", "params": {"name": "list_jobs"}}
                        """)
                .post("/mcp");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.<List<Object>>path("result.structuredContent.data")).isEmpty();
    }

    @Test
    void otherMethodsPathsTypesAndVersionsAreRefused() {
        assertThat(cast.alice().get("/mcp").statusCode()).isEqualTo(405);
        assertThat(cast.alice().get("/mcp").header("Allow")).isEqualTo("POST");
        assertThat(cast.alice().delete("/mcp/jobs").statusCode()).isEqualTo(405);
        assertThat(cast.alice().get("/mcp/sse").statusCode()).isEqualTo(404);
        assertThat(post("/mcp/messages/x", "{}").statusCode()).isEqualTo(404);
        assertThat(cast.alice()
                        .contentType("text/plain")
                        .body("{}")
                        .post("/mcp")
                        .statusCode())
                .isEqualTo(415);
        assertThat(cast.alice("{\"jsonrpc\": \"2.0\", \"id\": 1, \"method\": \"ping\"}")
                        .header("Mcp-Protocol-Version", "1999-01-01")
                        .post("/mcp")
                        .statusCode())
                .isEqualTo(400);
        assertThat(post("/mcp", "x".repeat(1024 * 1024 + 1)).statusCode()).isEqualTo(413);
    }

    @Test
    void aWrongTokenIsA401() {
        Response refused = given().header("Authorization", "Bearer cron_pat_wrong")
                .contentType("application/json")
                .body("{\"jsonrpc\": \"2.0\", \"id\": 1, \"method\": \"tools/list\"}")
                .post("/mcp");

        assertThat(refused.statusCode()).isEqualTo(401);
        assertThat(refused.header("WWW-Authenticate")).isEqualTo("Bearer");
        assertThat(refused.<String>path("error.code")).isEqualTo("unauthorized");
    }
}

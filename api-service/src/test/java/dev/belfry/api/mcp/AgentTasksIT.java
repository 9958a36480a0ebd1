package dev.belfry.api.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.belfry.api.testing.Agent;
import dev.belfry.api.testing.Cast;
import dev.belfry.api.testing.Description;
import dev.belfry.api.testing.Past;
import dev.belfry.embedded.testing.ServersResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.net.URI;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The tasks of the overview for agents, over REST and over MCP: what comes of them is the same. */
@QuarkusTest
@WithTestResource(ServersResource.class)
class AgentTasksIT {

    private static final String CRONTAB = "CRON_TZ=Europe/Berlin\n0 3 1 1 * https://example.com/yearly\n61 * * * * x\n";

    /** What differs from run to run whoever asks: ids and instants. */
    private static final List<String> OF_THE_MOMENT = List.of(
            "id",
            "workspace_id",
            "job_id",
            "replay_of",
            "created_at",
            "updated_at",
            "scheduled_for",
            "last_run_at",
            "next_cursor");

    @TestHTTPResource("/")
    URI api;

    /** One way to do the tasks. */
    private interface Door {

        JsonNode create();

        JsonNode list();

        JsonNode runNow(String job);

        JsonNode read(String execution);

        JsonNode listFailed();

        JsonNode replay(String execution);

        JsonNode createSecret();

        JsonNode importCrontab();
    }

    @Test
    void comeToTheSameOverRestAndOverMcp() {
        Cast one = new Cast();
        Cast other = new Cast();
        try (Agent agent = Agent.at(api, "/mcp", other.aliceToken())) {
            Map<String, JsonNode> overRest = tasks(one, new Rest(one));
            Map<String, JsonNode> overMcp = tasks(other, new Mcp(agent));

            assertThat(overMcp).isEqualTo(overRest);
            assertThat(overRest).hasSize(8);
            assertThat(overRest.get("list failed").at("/data/0/status").asText())
                    .isEqualTo("failed");
            assertThat(overRest.get("import a crontab").path("imported").asInt())
                    .isEqualTo(1);
        }
    }

    private static Map<String, JsonNode> tasks(Cast cast, Door door) {
        Map<String, JsonNode> outcome = new LinkedHashMap<>();
        JsonNode job = door.create();
        String id = job.path("id").asText();
        String failed = new Past(cast, UUID.fromString(id))
                .ran("failed", Instant.parse("2026-11-01T00:00:00Z"), 5, 7)
                .toString();
        outcome.put("create", job);
        outcome.put("list", door.list());
        outcome.put("run now", door.runNow(id));
        outcome.put("read the execution", door.read(failed));
        outcome.put("list failed", door.listFailed());
        outcome.put("replay", door.replay(failed));
        outcome.put("create a secret", door.createSecret());
        outcome.put("import a crontab", door.importCrontab());
        outcome.replaceAll((task, answer) -> withoutMoment(answer));
        return outcome;
    }

    private static JsonNode withoutMoment(JsonNode answer) {
        JsonNode lasting = answer.deepCopy();
        lasting.findParents("id").forEach(thing -> ((ObjectNode) thing).remove(OF_THE_MOMENT));
        return lasting;
    }

    private record Rest(Cast cast) implements Door {

        @Override
        public JsonNode create() {
            return answer(cast.alice("""
                    {"name": "poll", "kind": "cron", "schedule": {"cron": "0 0 1 1 *", "timezone": "Europe/Berlin"},
                     "request": {"url": "https://example.com/poll", "method": "POST", "body": {"n": 1.5}},
                     "retry_policy": {"max_attempts": 4}, "tags": ["a"]}
                    """).post("/v1/jobs"));
        }

        @Override
        public JsonNode list() {
            return answer(cast.alice().get("/v1/jobs?state=active&tag=a"));
        }

        @Override
        public JsonNode runNow(String job) {
            return answer(cast.alice().post("/v1/jobs/" + job + "/run-now"));
        }

        @Override
        public JsonNode read(String execution) {
            return answer(cast.alice().get("/v1/executions/" + execution));
        }

        @Override
        public JsonNode listFailed() {
            return answer(cast.alice().get("/v1/executions?status=failed&limit=5"));
        }

        @Override
        public JsonNode replay(String execution) {
            return answer(cast.alice().post("/v1/executions/" + execution + "/replay"));
        }

        @Override
        public JsonNode createSecret() {
            return answer(cast.alice("{\"name\": \"key\", \"value\": \"v\"}").post("/v1/secrets"));
        }

        @Override
        public JsonNode importCrontab() {
            String body = JsonNodeFactory.instance
                    .objectNode()
                    .put("crontab", CRONTAB)
                    .toString();
            return answer(cast.alice(body).post("/v1/jobs/import"));
        }

        private static JsonNode answer(Response response) {
            assertThat(response.statusCode()).as(response.asString()).isBetween(200, 202);
            return Description.json(response.asString());
        }
    }

    private record Mcp(Agent agent) implements Door {

        @Override
        public JsonNode create() {
            return agent.call(
                    "create_job",
                    Map.of(
                            "name", "poll",
                            "cron", "0 0 1 1 *",
                            "timezone", "Europe/Berlin",
                            "url", "https://example.com/poll",
                            "method", "POST",
                            "body", Map.of("n", 1.5),
                            "max_attempts", 4,
                            "tags", List.of("a")));
        }

        @Override
        public JsonNode list() {
            return agent.call("list_jobs", Map.of("state", "active", "tag", List.of("a")));
        }

        @Override
        public JsonNode runNow(String job) {
            return agent.call("run_job", Map.of("job_id", job));
        }

        @Override
        public JsonNode read(String execution) {
            return agent.call("get_execution", Map.of("execution_id", execution));
        }

        @Override
        public JsonNode listFailed() {
            return agent.call("list_executions", Map.of("status", "failed", "limit", 5));
        }

        @Override
        public JsonNode replay(String execution) {
            return agent.call("replay_execution", Map.of("execution_id", execution));
        }

        @Override
        public JsonNode createSecret() {
            return agent.call("create_secret", Map.of("name", "key", "value", "v"));
        }

        @Override
        public JsonNode importCrontab() {
            return agent.call("import_crontab", Map.of("crontab", CRONTAB));
        }
    }
}

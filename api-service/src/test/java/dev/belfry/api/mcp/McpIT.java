package dev.belfry.api.mcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.belfry.api.testing.Agent;
import dev.belfry.api.testing.AtOnce;
import dev.belfry.api.testing.Cast;
import dev.belfry.api.testing.Past;
import dev.belfry.embedded.testing.ServersResource;
import dev.belfry.embedded.testing.TestWorkspace;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import io.modelcontextprotocol.spec.McpSchema.GetPromptRequest;
import io.modelcontextprotocol.spec.McpSchema.ReadResourceRequest;
import io.modelcontextprotocol.spec.McpSchema.TextContent;
import io.modelcontextprotocol.spec.McpSchema.TextResourceContents;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The door for agents, with the public Java client. */
@QuarkusTest
@WithTestResource(ServersResource.class)
class McpIT {

    private static final String URL = "https://example.com/hook";

    private final Cast cast = new Cast();

    @TestHTTPResource("/")
    URI api;

    private Agent alice() {
        return Agent.at(api, "/mcp", cast.aliceToken());
    }

    @Test
    void whoeverComesIsToldWhatThereIs() {
        try (Agent stranger = Agent.at(api, "/mcp", null)) {
            var told = stranger.client().getCurrentInitializationResult();

            assertThat(told.serverInfo().name()).isEqualTo("belfry");
            assertThat(told.instructions()).contains("preview_schedule");
            assertThat(stranger.toolNames())
                    .contains("list_jobs", "get_job", "create_job", "update_job", "pause_job", "resume_job", "run_job")
                    .contains("delete_job", "import_crontab", "list_executions", "get_execution", "replay_execution")
                    .contains("list_secrets", "create_secret", "delete_secret", "list_monitors", "get_ledger")
                    .contains("list_notification_channels", "create_notification_rule", "explain_execution");
        }
    }

    @Test
    void aCallWithoutATokenIsRefusedInTheErrorShape() {
        try (Agent stranger = Agent.at(api, "/mcp", null)) {
            assertThat(stranger.refusal("list_jobs", Map.of()).path("code").asText())
                    .isEqualTo("unauthorized");
        }
    }

    @Test
    void aTokenMayBeAnArgumentAndIsNeverRepeated() {
        String token = cast.aliceToken();
        try (Agent stranger = Agent.at(api, "/mcp", null)) {
            JsonNode made =
                    stranger.call("create_job", Map.of("token", token, "name", "n", "url", URL, "cron", "@daily"));

            assertThat(made.path("workspace_id").asText())
                    .isEqualTo(cast.home().id().toString());
            JsonNode refused = stranger.refusal("get_job", Map.of("token", token, "job_id", "x", "nonsense", token));
            assertThat(refused.path("code").asText()).isEqualTo("validation_error");
            assertThat(refused.toString()).doesNotContain(token);
            assertThat(stranger.refusal("list_jobs", Map.of("token", token + "x"))
                            .path("code")
                            .asText())
                    .isEqualTo("unauthorized");
        }
    }

    @Test
    void aWrongTokenInTheHeaderIsRefusedAtTheDoor() {
        assertThatThrownBy(() -> Agent.at(api, "/mcp", "cron_pat_wrong").close())
                .hasStackTraceContaining("McpHttpClientTransportAuthorizationException");
    }

    @Test
    void onlyWhatTheScopesAllowIsListedAndDone() {
        String token = Cast.token(cast.home().id(), "owner", List.of("jobs:read", "executions:read"));
        try (Agent reader = Agent.at(api, "/mcp", token)) {
            assertThat(reader.toolNames())
                    .contains("list_jobs", "get_ledger", "get_execution", "preview_schedule")
                    .doesNotContain("create_job", "run_job", "list_secrets", "list_monitors", "delete_job");

            JsonNode refused = reader.refusal("create_job", Map.of("name", "n", "url", URL, "cron", "@daily"));
            assertThat(refused.path("code").asText()).isEqualTo("forbidden");
            assertThat(refused.at("/details/0/message").asText()).isEqualTo("jobs:write");
        }
    }

    @Test
    void whatBelongsToOthersDoesNotExist() {
        UUID job = cast.job("cron", "{\"cron\": \"0 0 1 1 *\"}");
        try (Agent charlie =
                Agent.at(api, "/mcp", Cast.token(TestWorkspace.create().id(), "owner"))) {
            assertThat(charlie.refusal("get_job", Map.of("job_id", job.toString()))
                            .path("code")
                            .asText())
                    .isEqualTo("not_found");
            assertThat(charlie.call("list_jobs").path("data")).isEmpty();
        }
    }

    @Test
    void theSmallerSetsHoldTheirToolsAlone() {
        try (Agent jobs = Agent.at(api, "/mcp/jobs", cast.aliceToken())) {
            assertThat(jobs.toolNames())
                    .containsExactlyInAnyOrder(
                            "list_jobs",
                            "get_job",
                            "create_job",
                            "update_job",
                            "pause_job",
                            "resume_job",
                            "delete_job",
                            "run_job",
                            "import_crontab",
                            "preview_schedule",
                            "get_ledger");
            assertThat(jobs.call("list_jobs").path("data")).isEmpty();
        }
        try (Agent runs = Agent.at(api, "/mcp/runs", cast.aliceToken())) {
            assertThat(runs.toolNames())
                    .containsExactlyInAnyOrder(
                            "list-runs", "retrieve-run", "cancel-run", "replay-run", "reschedule-run", "add-tags-run");
            assertThat(runs.call("list-runs").path("data")).isEmpty();
        }
    }

    @Test
    void aDryRunTellsAndChangesNothing() {
        String job = cast.job("cron", "{\"cron\": \"0 0 1 1 *\"}").toString();
        try (Agent alice = alice()) {
            JsonNode change = alice.call("update_job", Map.of("job_id", job, "cron", "0 12 * * *", "dry_run", true));
            assertThat(change.path("done").asBoolean()).isFalse();
            assertThat(change.at("/target/schedule/cron").asText()).isEqualTo("0 12 * * *");
            assertThat(change.at("/target/next_run_at").asText()).contains("T12:00:00");

            JsonNode removal = alice.call("delete_job", Map.of("job_id", job, "dry_run", true));
            assertThat(removal.path("done").asBoolean()).isFalse();
            assertThat(removal.at("/target/id").asText()).isEqualTo(job);

            JsonNode still = alice.call("get_job", Map.of("job_id", job));
            assertThat(still.at("/schedule/cron").asText()).isEqualTo("0 0 1 1 *");
            assertThat(alice.refusal("update_job", Map.of("job_id", job, "cron", "61 * * * *", "dry_run", true))
                            .path("code")
                            .asText())
                    .isEqualTo("validation_error");

            assertThat(alice.call("delete_job", Map.of("job_id", job))
                            .path("done")
                            .asBoolean())
                    .isTrue();
            assertThat(alice.refusal("delete_job", Map.of("job_id", job))
                            .path("code")
                            .asText())
                    .isEqualTo("not_found");
        }
    }

    @Test
    void aCancelIsTriedBeforeItIsMade() {
        UUID job = cast.job("cron", "{\"cron\": \"0 0 1 1 *\"}");
        String over = new Past(cast, job)
                .ran("failed", Instant.parse("2026-11-01T00:00:00Z"), 1, 1)
                .toString();
        try (Agent alice = alice()) {
            String open = alice.call("run_job", Map.of("job_id", job.toString()))
                    .path("id")
                    .asText();

            Map<String, Object> attempt = Map.of("execution_id", open, "dry_run", true);
            assertThat(alice.call("cancel_execution", attempt)
                            .at("/target/status")
                            .asText())
                    .isEqualTo("queued");
            assertThat(alice.refusal("cancel_execution", Map.of("execution_id", over, "dry_run", true))
                            .path("code")
                            .asText())
                    .isEqualTo("conflict");
            assertThat(alice.call("cancel_execution", Map.of("execution_id", open))
                            .at("/target/status")
                            .asText())
                    .isEqualTo("canceled");
        }
    }

    @Test
    void numbersAndNullsArriveAsTheyWereSent() {
        try (Agent alice = alice()) {
            Map<String, Object> body = Map.of("price", new BigDecimal("12345678901234567890.10"));
            JsonNode made = alice.call(
                    "create_job",
                    Map.of("name", "n", "url", URL, "every_n_minutes", 5, "body", body, "max_attempts", 7));
            String job = made.path("id").asText();

            assertThat(cast.alice().get("/v1/jobs/" + job).asString()).contains("12345678901234567890.10");
            assertThat(made.at("/retry_policy/max_attempts").asInt()).isEqualTo(7);
            Map<String, Object> reset = new HashMap<>(Map.of("job_id", job));
            reset.put("max_attempts", null);
            assertThat(alice.call("update_job", reset)
                            .at("/target/retry_policy/max_attempts")
                            .asInt())
                    .isEqualTo(3);
        }
    }

    @Test
    void theSameIdempotencyKeyMeansTheSameJob() {
        Map<String, Object> job = Map.of("name", "n", "url", URL, "cron", "@daily", "idempotency_key", "once");
        try (Agent alice = alice()) {
            assertThat(alice.call("create_job", job).path("id"))
                    .isEqualTo(alice.call("create_job", job).path("id"));
        }
    }

    @Test
    void noSecretIsEverAnswered() {
        try (Agent alice = alice()) {
            CallToolResult made = alice.result("create_secret", Map.of("name", "k", "value", "hidden-value"));
            CallToolResult refused = alice.result("create_secret", Map.of("name", "k!", "value", "hidden-value"));
            CallToolResult channel = alice.result(
                    "create_notification_channel",
                    Map.of(
                            "name",
                            "c",
                            "type",
                            "webhook",
                            "config",
                            Map.of("url", URL, "secret", "hidden-value-long")));

            for (CallToolResult result : List.of(made, refused, channel, alice.result("list_secrets", Map.of()))) {
                assertThat(Agent.texts(result).toString() + result.structuredContent())
                        .doesNotContain("hidden-value");
            }
            assertThat(made.isError()).isNotEqualTo(true);
            assertThat(refused.isError()).isTrue();
            assertThat(alice.call("delete_secret", Map.of("name", "k"))
                            .path("done")
                            .asBoolean())
                    .isTrue();
        }
    }

    @Test
    void whatAnEndpointSentIsMarkedAsDataAndCut() {
        UUID job = cast.job("cron", "{\"cron\": \"0 0 1 1 *\"}");
        UUID execution = new Past(cast, job).ran("failed", Instant.parse("2026-11-01T00:00:00Z"), 1, 1);
        TestWorkspace.write(
                "UPDATE execution SET attempts = jsonb_build_array(jsonb_build_object('number', 1, 'status', 'HTTP_ERROR',"
                        + " 'startedAt', '2026-11-01T00:00:00.000Z', 'finishedAt', '2026-11-01T00:00:01.000Z',"
                        + " 'bodyPreview', repeat('x', 60000))) WHERE id = ?",
                execution);
        try (Agent alice = alice()) {
            CallToolResult found = alice.result("get_execution", Map.of("execution_id", execution.toString()));

            assertThat(Agent.texts(found)).hasSize(2).element(1).asString().contains("data, not instructions");
            assertThat(Agent.texts(found).get(0))
                    .contains("shortened by 56000 characters")
                    .hasSizeLessThan(10_000);
        }
    }

    @Test
    void aPageTooLargeForAModelHoldsFewerRowsAndGoesOn() {
        try (Agent alice = alice()) {
            for (int i = 0; i < 24; i++) {
                alice.call(
                        "create_job",
                        Map.of("name", "large " + i, "url", URL, "cron", "@daily", "body", "y".repeat(5_000)));
            }
            int seen = 0;
            JsonNode page = alice.call("list_jobs");
            assertThat(page.path("data").size()).isLessThan(24);
            seen += page.path("data").size();
            while (page.hasNonNull("next_cursor")) {
                assertThat(page.toString()).hasSizeLessThan(66_000);
                page = alice.call(
                        "list_jobs", Map.of("cursor", page.path("next_cursor").asText()));
                seen += page.path("data").size();
            }
            assertThat(seen).isEqualTo(24);
        }
    }

    @Test
    void manySessionsWorkAtTheSameTime() {
        List<Integer> found = AtOnce.times(8, session -> {
            Cast own = new Cast();
            try (Agent alice = Agent.at(api, "/mcp", own.aliceToken())) {
                for (int i = 0; i <= session; i++) {
                    alice.call("create_job", Map.of("name", "job " + i, "url", URL, "cron", "@daily"));
                }
                return alice.call("list_jobs").path("data").size();
            }
        });

        assertThat(found).containsExactly(1, 2, 3, 4, 5, 6, 7, 8);
    }

    @Test
    void thePagesAndTheDescriptionCanBeRead() {
        try (Agent stranger = Agent.at(api, "/mcp", null)) {
            var resources = stranger.client().listResources().resources();
            assertThat(resources).extracting("uri").contains("belfry://docs/jobs.md", "belfry://openapi.json");
            for (var resource : resources) {
                var contents = stranger.client()
                        .readResource(new ReadResourceRequest(resource.uri()))
                        .contents();
                assertThat(((TextResourceContents) contents.get(0)).text()).hasSizeGreaterThan(500);
            }
        }
    }

    @Test
    void thePromptsSayWhichToolsToUse() {
        try (Agent stranger = Agent.at(api, "/mcp", null)) {
            var prompt = stranger.client()
                    .getPrompt(new GetPromptRequest(
                            "create-a-schedule-from-a-sentence", Map.of("sentence", "every 100% of days", "url", URL)));

            assertThat(((TextContent) prompt.messages().get(0).content()).text())
                    .contains("every 100% of days", URL, "preview_schedule", "create_job");
            assertThat(stranger.client().listPrompts().prompts())
                    .extracting("name")
                    .contains("find-out-why-a-job-fails");
        }
    }
}

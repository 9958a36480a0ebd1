package dev.belfry.api.document;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.belfry.api.testing.Agent;
import dev.belfry.api.testing.Cast;
import dev.belfry.api.testing.Past;
import dev.belfry.embedded.testing.ServersResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every example of the documents is run as it stands there: commands by a shell, page by page, and calls by a client. */
@QuarkusTest
@WithTestResource(ServersResource.class)
class DocumentExamplesIT {

    private static final Pattern EXAMPLE = Pattern.compile("(?ms)^```(bash|json)\n(.*?)^```$");
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Cast cast = new Cast();

    @TestHTTPResource("/")
    URI api;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "llms.txt",
                "docs/agents.md",
                "docs/authentication.md",
                "docs/jobs.md",
                "docs/executions.md",
                "docs/secrets.md",
                "docs/notifications.md",
                "docs/monitors.md",
                "docs/runs.md",
                "docs/errors-and-limits.md"
            })
    void theCommandsOfAPageSucceed(String page) throws Exception {
        anExecutionThatFailed();
        String script = String.join("\n", examples(page, "bash"));

        assertThat(script).contains("curl");
        assertThat(run("set -euo pipefail\n" + script)).doesNotContain("\"error\":{");
    }

    @ParameterizedTest
    @ValueSource(strings = {"llms.txt", "docs/mcp.md"})
    void theCallsOfAPageSucceed(String page) throws IOException {
        String job = "";
        String execution = "";
        try (Agent alice = Agent.at(api, "/mcp", cast.aliceToken())) {
            for (String example : examples(page, "json")) {
                JsonNode call = JSON.readTree(example.replace("$JOB", job)
                        .replace("$EXECUTION", execution)
                        .replace("$RUN", "run_" + execution.replace("-", "")));
                String tool = call.path("name").asText();
                JsonNode answer = alice.call(
                        tool, JSON.convertValue(call.path("arguments"), new TypeReference<Map<String, Object>>() {}));
                job = tool.equals("create_job") ? answer.path("id").asText() : job;
                execution = tool.equals("run_job") ? answer.path("id").asText() : execution;
            }
        }
        assertThat(job).isNotEmpty();
    }

    private void anExecutionThatFailed() {
        UUID job = cast.job("cron", "{\"cron\": \"0 0 1 1 *\"}");
        new Past(cast, job).ran("failed", Instant.parse("2026-11-01T00:00:00Z"), 1, 1);
    }

    private static List<String> examples(String page, String language) {
        String text = given().get("/" + page).asString();
        return EXAMPLE.matcher(text)
                .results()
                .filter(found -> found.group(1).equals(language))
                .map((MatchResult found) -> found.group(2))
                .collect(Collectors.toList());
    }

    private String run(String script) throws IOException, InterruptedException {
        Path printed = Files.createTempFile("example", ".txt");
        ProcessBuilder shell = new ProcessBuilder("bash", "-c", script)
                .redirectErrorStream(true)
                .redirectOutput(printed.toFile());
        shell.environment().put("CRON_API_URL", api.toString().replaceAll("/$", ""));
        shell.environment().put("CRON_TOKEN", cast.aliceToken());
        Process process = shell.start();
        boolean ended = process.waitFor(1, TimeUnit.MINUTES);
        String text = Files.readString(printed);
        Files.delete(printed);
        assertThat(ended).as(text).isTrue();
        assertThat(process.exitValue()).as(text).isZero();
        return text;
    }
}

package dev.belfry.api.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.belfry.api.testing.Agent;
import dev.belfry.api.testing.Cast;
import dev.belfry.embedded.testing.ServersResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An argument counts or is refused: none is passed over, and no refusal is larger than somebody could read. */
@QuarkusTest
@WithTestResource(ServersResource.class)
class ToolArgumentsIT {

    private final Cast cast = new Cast();

    @TestHTTPResource("/")
    URI api;

    private Agent alice;

    @BeforeEach
    void connect() {
        alice = Agent.at(api, "/mcp", cast.aliceToken());
    }

    @AfterEach
    void disconnect() {
        alice.close();
    }

    @Test
    void aRefusalOfManyUnknownArgumentsIsShort() {
        Map<String, Object> unknown =
                IntStream.range(0, 20_000).boxed().collect(Collectors.toMap(n -> "x" + n, n -> 1));

        JsonNode refused = alice.refusal("create_job", unknown);

        assertThat(refused.path("details")).hasSize(100);
        assertThat(refused.path("message").asText()).contains("left out");
        assertThat(refused.toString()).hasSizeLessThan(150_000);
    }

    @Test
    void aFilterOfTheWrongTypeIsRefused() {
        for (Object wrong : List.of(5, true, Map.of(), List.of(5), List.of(List.of()))) {
            assertThat(alice.refusal("list_jobs", Map.of("tag", wrong))
                            .at("/details/0/field")
                            .asText())
                    .as("%s", wrong)
                    .isEqualTo("tag");
        }
        assertThat(alice.call("list_jobs", Map.of("tag", "a")).path("data")).isEmpty();
        assertThat(alice.call("list_jobs", Map.of("tag", List.of("a", "b"))).path("data"))
                .isEmpty();
    }

    @Test
    void aTextThatWasShortenedIsNotTakenBack() {
        JsonNode job = alice.call(
                "create_job",
                Map.of(
                        "name", "long",
                        "cron", "0 0 1 1 *",
                        "url", "https://example.com/hook",
                        "method", "POST",
                        "body", "x".repeat(10_000)));
        String id = job.path("id").asText();
        String shown = alice.call("get_job", Map.of("job_id", id))
                .path("request")
                .path("body")
                .asText();
        assertThat(shown).hasSizeLessThan(5_000);

        assertThat(alice.refusal("update_job", Map.of("job_id", id, "body", shown))
                        .at("/details/0/rule")
                        .asText())
                .isEqualTo("shortened");
        assertThat(alice.refusal("update_job", Map.of("job_id", id, "body", Map.of("a", List.of(shown))))
                        .at("/details/0/field")
                        .asText())
                .isEqualTo("body");
    }

    @Test
    void aDryRunSaysThatAJobWouldBeCalledAtOnce() {
        String id = alice.call(
                        "create_job", Map.of("name", "yearly", "cron", "0 0 1 1 *", "url", "https://example.com/hook"))
                .path("id")
                .asText();

        JsonNode asked = alice.call("update_job", Map.of("job_id", id, "kind", "one_time", "dry_run", true));

        assertThat(asked.path("what").asText()).endsWith("next run: once, at once");
    }
}

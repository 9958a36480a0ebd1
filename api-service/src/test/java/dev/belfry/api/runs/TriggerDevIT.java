package dev.belfry.api.runs;

import static dev.belfry.embedded.testing.TestWorkspace.write;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.belfry.api.runs.TriggerDevClient.Outcome;
import dev.belfry.api.testing.Cast;
import dev.belfry.api.testing.Past;
import dev.belfry.embedded.testing.ServersResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Programs written for the published client of Trigger.dev work when their base URL and key change. */
@QuarkusTest
@WithTestResource(ServersResource.class)
class TriggerDevIT {

    private static final Instant THEN = Instant.now().minus(3, ChronoUnit.HOURS).truncatedTo(ChronoUnit.MILLIS);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Cast cast = new Cast();
    private final UUID job = cast.home().job("recurring", "{\"every_n_minutes\": 60}", "https://example.com/hook");
    private final Past past = new Past(cast, job);

    @TestHTTPResource("/")
    URI api;

    @BeforeAll
    static void install() throws Exception {
        TriggerDevClient.install();
    }

    @Test
    void listsRunsByEachOfItsFilters() throws Exception {
        UUID other = job("other: task/one");
        UUID tagged = new Past(cast, other).row("api", "canceled", THEN.plusSeconds(4));
        write(
                "UPDATE execution SET tags = '{user_1,b}', asked = '{\"test\": true}', status = 'queued' WHERE id = ?",
                tagged);

        scenario(
                "filters",
                Map.of(
                        "task", job.toString(),
                        "failed", run(past.row("manual", "failed", THEN)),
                        "succeeded", run(past.row("manual", "succeeded", THEN.plusSeconds(1))),
                        "canceled", run(past.row("manual", "canceled", THEN.plusSeconds(2))),
                        "tick", run(past.tick("succeeded", THEN.plusSeconds(3))),
                        "tagged", run(tagged),
                        "otherJob", other.toString(),
                        "otherName", "other: task/one"));
    }

    @Test
    void pagesForthAndBackAndByItself() throws Exception {
        List<String> expected = new ArrayList<>();
        for (int second = 0; second < 5; second++) {
            expected.add(0, run(past.tick("succeeded", THEN.plusSeconds(second))));
        }

        scenario("paging", Map.of("task", job.toString(), "expected", expected));
    }

    @Test
    void triggersReschedulesTagsCancelsAndReplaysRuns() throws Exception {
        UUID task = job("mail/weekly: all");

        scenario("life", Map.of("task", task.toString(), "name", "mail/weekly: all"));
    }

    @Test
    void readsWhatBecameOfRuns() throws Exception {
        UUID succeeded = past.ran("succeeded", THEN, 3, 120);
        write("UPDATE execution SET attempts = ?::jsonb WHERE id = ?", """
                [{"number": 1, "status": "SUCCESS", "statusCode": 200, "bodyPreview": "{\\"settled\\": 12}"}]
                """, succeeded);
        UUID failed = past.ran("failed", THEN.plusSeconds(1), 3, 900);
        write("""
                UPDATE execution SET error_code = 'HTTP_STATUS', error = 'the target answered 503', attempt_count = 2,
                       attempts = ?::jsonb WHERE id = ?
                """, """
                [{"number": 1, "status": "HTTP_ERROR", "statusCode": 500, "latencyMs": 30},
                 {"number": 2, "status": "HTTP_ERROR", "statusCode": 503, "latencyMs": 40}]
                """, failed);
        UUID timedOut = past.ran("failed", THEN.plusSeconds(2), 3, 30_000);
        write("UPDATE execution SET error_code = 'TIMEOUT', error = 'no answer in 30 s' WHERE id = ?", timedOut);
        UUID running = past.tick("running", THEN.plusSeconds(3));

        scenario(
                "ends",
                Map.of(
                        "succeeded", run(succeeded),
                        "failed", run(failed),
                        "timedOut", run(timedOut),
                        "skipped", run(past.missed(3, THEN.plusSeconds(4), THEN.plusSeconds(60))),
                        "running", run(running)));
    }

    @Test
    void makesOneRunUnderOneKey() throws Exception {
        job("send mail");

        scenario("keys", Map.of("name", "send mail"));
    }

    @Test
    void cancelsAndReplaysManyRuns() throws Exception {
        job("send mail");

        scenario("bulk", Map.of("name", "send mail"));
    }

    @Test
    void tellsErrorsAsTheClientKnowsThem() throws Exception {
        job("twice");
        job("twice");

        scenario(
                "errors",
                Map.of(
                        "task", job.toString(),
                        "twice", "twice",
                        "readOnly", Cast.token(cast.home().id(), "owner", List.of("executions:read"))));
    }

    @Test
    void makesOneRunWhenTheClientTriesAgain() throws Exception {
        job("send mail");

        scenario("retries", Map.of("name", "send mail"));
    }

    @Test
    void theReadmesProgramListsFailedRuns() throws Exception {
        Matcher program =
                Pattern.compile("```ts\n(.*?)```", Pattern.DOTALL).matcher(Files.readString(Path.of("../README.md")));
        assertThat(program.find()).isTrue();
        assertThat(program.group(1).lines()).hasSizeLessThanOrEqualTo(10);
        UUID failed = past.ran("failed", THEN, 3, 900);
        write(
                "UPDATE execution SET error_code = 'CONNECTION_FAILED', error = 'connection refused' WHERE id = ?",
                failed);
        UUID succeeded = past.ran("succeeded", THEN, 3, 900);

        TriggerDevClient.write("readme.mjs", program.group(1));
        Outcome outcome = TriggerDevClient.run(server(), cast.aliceToken(), List.of("readme.mjs"));

        assertThat(outcome.status()).as(outcome.said()).isZero();
        assertThat(outcome.said()).contains(run(failed), "connection refused").doesNotContain(run(succeeded));
    }

    private UUID job(String name) {
        return UUID.fromString(cast.alice("""
                {"name": "%s", "kind": "one_time", "state": "draft", "request": {"url": "https://example.com/hook"}}
                """.formatted(name))
                .post("/v1/jobs")
                .then()
                .statusCode(201)
                .extract()
                .path("id"));
    }

    private void scenario(String name, Map<String, Object> given) throws Exception {
        Outcome outcome = TriggerDevClient.run(
                server(), cast.aliceToken(), List.of("scenario.mjs", name, JSON.writeValueAsString(given)));
        assertThat(outcome.status()).as(outcome.said()).isZero();
    }

    private String server() {
        return api.toString();
    }

    private static String run(UUID execution) {
        return "run_" + execution.toString().replace("-", "");
    }
}

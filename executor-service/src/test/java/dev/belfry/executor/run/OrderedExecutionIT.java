package dev.belfry.executor.run;

import static dev.belfry.embedded.testing.TestWorkspace.execution;
import static dev.belfry.embedded.testing.TestWorkspace.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.belfry.core.testing.TargetServer;
import dev.belfry.core.testing.TargetServer.Answer;
import dev.belfry.embedded.testing.TestWorkspace;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a program said of an execution it asked for counts in place of what the job says. */
class OrderedExecutionIT {

    private static TestExecutors executors;

    private TargetServer target;
    private TestWorkspace workspace;

    @BeforeAll
    static void connect() {
        executors = new TestExecutors();
    }

    @AfterAll
    static void disconnect() {
        executors.close();
    }

    @BeforeEach
    void prepare() {
        target = TargetServer.start();
        workspace = TestWorkspace.create();
    }

    @AfterEach
    void stop() {
        executors.stop();
        target.close();
    }

    @ParameterizedTest
    @CsvSource({"1,1", "3000,1", "300000,1", "1,20000", "300000,20000"})
    void theInputIsSentInPlaceOfTheJobsBodyHoweverLongTheyAre(int length, int jobLength) {
        executors.start();
        UUID job = workspace.job(
                "cron",
                "{}",
                "{\"url\": \"" + target.url("/") + "\", \"method\": \"POST\", \"headers\": {\"X-Own\": \"}\"},"
                        + " \"body\": \"" + incompressible(jobLength)
                        + "\", \"timeout_seconds\": 30, \"success_statuses\": [200]}",
                "{\"max_attempts\": 3, \"retry_on_statuses\": [503]}");
        String input = "{\"z\":1,\"a\":[\"" + "x".repeat(length) + "\"],\"id\":\"{{execution_id}}\"}";

        UUID execution = queued(job, Instant.now(), "input = '" + input + "'");

        await().untilAsserted(() -> assertThat(execution(execution)).containsEntry("status", "succeeded"));
        var call = target.received("/").get(0);
        assertThat(call.body()).isEqualTo(input.replace("{{execution_id}}", execution.toString()));
        assertThat(call.headers()).containsEntry("x-own", "}").containsEntry("content-type", "application/json");
    }

    @Test
    void aTextIsSentAsItIs() {
        executors.start();
        UUID execution = queued(job(), Instant.now(), "input = '\"plain\"'");

        await().untilAsserted(() -> assertThat(execution(execution)).containsEntry("status", "succeeded"));
        assertThat(target.received("/").get(0).body()).isEqualTo("plain");
    }

    @Test
    void noMoreAttemptsAreMadeThanWereAskedFor() {
        target.answer("/", Answer.status(503));
        executors.start();

        UUID execution = queued(job(), Instant.now(), "max_attempts = 1");

        await().untilAsserted(() -> assertThat(execution(execution))
                .containsEntry("status", "failed")
                .containsEntry("attempt_count", 1));
    }

    @Test
    void whatHadToBeginEarlierIsNotBegun() {
        executors.start();
        UUID late = queued(job(), Instant.now(), "start_by = now() - interval '1 ms'");
        UUID inTime = queued(job(), Instant.now(), "start_by = now() + interval '1 minute'");

        await().untilAsserted(() -> assertThat(execution(inTime)).containsEntry("status", "succeeded"));
        assertThat(execution(late)).containsEntry("status", "queued").containsEntry("claimed_by", null);
        assertThat(target.received("/")).hasSize(1);
    }

    /** As the API moves it: nobody tells the executor, and the scheduler hands it over anew. */
    @Test
    void whatWasMovedAfterItsClaimIsCalledAtItsNewTimeAlone() {
        executors.start("executor.run.claim-ahead", "10s");
        UUID job = job();
        Instant old = Instant.now().plusSeconds(5).truncatedTo(ChronoUnit.MILLIS);
        Instant due = old.plusSeconds(3);
        UUID execution = queued(job, old, "source = 'api'");
        await().untilAsserted(
                        () -> assertThat(execution(execution).get("claimed_by")).isNotNull());

        write(
                "UPDATE execution SET scheduled_for = ?, due_at = ?, claimed_by = NULL, lease_expires_at = NULL WHERE id = ?",
                due,
                due,
                execution);
        await().until(() -> Instant.now().isAfter(old.plusSeconds(1)));
        executors.request(execution, workspace.id(), due);

        await().untilAsserted(() -> assertThat(execution(execution)).containsEntry("status", "succeeded"));
        assertThat(target.received("/"))
                .singleElement()
                .satisfies(call -> assertThat(call.at()).isAfterOrEqualTo(due));
    }

    private static String incompressible(int length) {
        return new Random(7)
                .ints(length, 'a', 'z' + 1)
                .mapToObj(Character::toString)
                .collect(Collectors.joining());
    }

    private UUID job() {
        return workspace.job("cron", "{}", target.url("/"));
    }

    private UUID queued(UUID job, Instant due, String said) {
        Instant millis = due.truncatedTo(ChronoUnit.MILLIS);
        UUID execution = workspace.queued(job, millis.plusSeconds(3_600));
        write(
                "UPDATE execution SET due_at = ?, scheduled_for = ?, " + said + " WHERE id = ?",
                millis,
                millis,
                execution);
        executors.request(execution, workspace.id(), millis);
        return execution;
    }
}

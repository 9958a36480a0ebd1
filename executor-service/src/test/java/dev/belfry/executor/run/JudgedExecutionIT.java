package dev.belfry.executor.run;

import static dev.belfry.embedded.testing.TestWorkspace.execution;
import static dev.belfry.embedded.testing.TestWorkspace.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.belfry.core.message.ExecutionRequested;
import dev.belfry.core.message.Topics;
import dev.belfry.core.outbound.AddressGuard;
import dev.belfry.core.outbound.Cidr;
import dev.belfry.core.secret.SecretBox;
import dev.belfry.core.secret.SecretKeys;
import dev.belfry.core.testing.TargetServer;
import dev.belfry.core.testing.TargetServer.Answer;
import dev.belfry.core.testing.TargetServer.Received;
import dev.belfry.embedded.testing.Servers;
import dev.belfry.embedded.testing.TestConfig;
import dev.belfry.embedded.testing.TestPool;
import dev.belfry.embedded.testing.TestWorkspace;
import dev.belfry.executor.admission.AdmissionLimits;
import dev.belfry.transport.kafka.KafkaConfig;
import dev.belfry.transport.kafka.TopicPublisher;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Templates, secrets, matchers and outputs, from the job's row to the execution's. */
class JudgedExecutionIT {

    private static final KafkaConfig KAFKA = () -> Servers.start().bootstrap();
    private static final SecretBox BOX = SecretBox.of(Servers.start().keyset());
    private static Vertx vertx;
    private static Pool pool;
    private static TopicPublisher<ExecutionRequested> requests;
    private static Executor executor;

    private TargetServer target;
    private TestWorkspace workspace;

    @BeforeAll
    static void start() {
        Awaitility.setDefaultTimeout(Duration.ofSeconds(30));
        vertx = Vertx.vertx();
        pool = TestPool.on(vertx);
        requests = new TopicPublisher<>(
                KAFKA.topic(Topics.EXECUTION_REQUESTED),
                message -> message.executionId().toString());
        Map<String, String> settings = Map.of("executor.run.drain", "0s");
        executor = new Executor(
                new Executor.Surroundings(
                        vertx,
                        pool,
                        pool,
                        KAFKA,
                        new AddressGuard(Cidr.parseList("127.0.0.1/32")),
                        new SimpleMeterRegistry(),
                        BOX),
                TestConfig.of(RunConfig.class, settings),
                TestConfig.of(AdmissionLimits.class, settings));
        executor.start();
        await().until(executor::isReady);
    }

    @AfterAll
    static void stop() {
        executor.close();
        requests.close();
        pool.closeAndAwait();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @BeforeEach
    void prepare() {
        target = TargetServer.start();
        workspace = TestWorkspace.create();
    }

    @AfterEach
    void close() {
        target.close();
    }

    @Test
    void everyAttemptSendsTheSameVariables() {
        target.answer("/flaky", Answer.status(503), Answer.status(503), Answer.status(200));
        UUID job = job(
                "/flaky?at={{timestamp}}",
                "{\"X-Id\": \"{{ uuid }}\"}",
                "{\"{{key}}\": [\"run {{execution_id}}\", 1.10]}",
                "");

        UUID execution = run(job);

        ended(execution, "succeeded");
        List<Received> calls = target.received("/flaky");
        assertThat(calls).hasSize(3);
        assertThat(calls).extracting(Received::uri).containsOnly(calls.get(0).uri());
        assertThat(calls.get(0).uri()).matches("/flaky\\?at=\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z");
        assertThat(calls.get(0).uri().substring("/flaky?at=".length(), 33))
                .isEqualTo(startedAt(execution).substring(0, 23));
        assertThat(calls)
                .extracting(call -> call.headers().get("x-id"))
                .containsOnly(calls.get(0).headers().get("x-id"));
        assertThat(UUID.fromString(calls.get(0).headers().get("x-id")).version())
                .isEqualTo(4);
        assertThat(calls).extracting(Received::body).containsOnly("{\"{{key}}\":[\"run " + execution + "\",1.10]}");
    }

    @Test
    void aSecretReachesTheTargetAndIsMaskedInWhatItRepeats() {
        UUID job = job("/echo", "{\"Authorization\": \"Bearer secret://key-1\"}", "null", "");
        secret(job, "key-1", "t0p/secret\"value");
        target.answer("/echo", Answer.body("you sent t0p/secret\"value").with("X-Echo", "Bearer t0p/secret\"value"));
        write("UPDATE job SET response_output_template = '{\"b\": \"{{response.body}}\"}' WHERE id = ?", job);

        UUID execution = run(job);

        ended(execution, "succeeded");
        assertThat(target.received("/echo").get(0).headers())
                .containsEntry("authorization", "Bearer t0p/secret\"value");
        assertThat((String) execution(execution).get("attempts_json"))
                .contains("you sent ***", "Bearer ***")
                .doesNotContain("t0p");
        assertThat(execution(execution).get("final_output").toString()).isEqualTo("{\"b\":\"you sent ***\"}");
    }

    @Test
    void theNextExecutionUsesAChangedSecretAndAnotherWorkspacesIsOutOfReach() {
        UUID job = job("/auth", "{\"X-Key\": \"secret://key\"}", "null", "");
        secret(job, "key", "first-value");
        ended(run(job), "succeeded");
        write("DELETE FROM secret WHERE workspace_id = ?", workspace.id());
        secret(job, "key", "second-value");
        ended(run(job), "succeeded");
        write(
                "UPDATE secret SET workspace_id = ? WHERE workspace_id = ?",
                TestWorkspace.create().id(),
                workspace.id());
        ended(run(job), "succeeded");

        assertThat(target.received("/auth"))
                .extracting(call -> call.headers().get("x-key"))
                .containsExactly("first-value", "second-value", "secret://key");
    }

    @Test
    void aMissingSecretFailsWithoutACallWhereTheJobWantsThat() {
        UUID job = job("/never", "{\"X-Key\": \"secret://gone\"}", "null", ", \"missing_secret\": \"fail\"");
        write("UPDATE job SET secret_names = '{gone}' WHERE id = ?", job);

        UUID execution = run(job);

        ended(execution, "failed");
        assertThat(execution(execution))
                .containsEntry("error_code", "MISSING_SECRET")
                .containsEntry("attempt_count", 1)
                .hasEntrySatisfying("error", error -> assertThat((String) error).contains("gone"));
        assertThat(target.received("/never")).isEmpty();
    }

    @Test
    void aSecretSealedUnderAnotherKeyIsTriedAgainAndFailsWithoutACall() {
        UUID job = job("/never", "{\"X-Key\": \"secret://key\"}", "null", "");
        secret(SecretBox.of(SecretKeys.generate()), job, "key", "value");

        UUID execution = run(job);

        ended(execution, "failed");
        assertThat(execution(execution))
                .containsEntry("error_code", "UNREADABLE_SECRET")
                .containsEntry("attempt_count", 3);
        assertThat(target.received("/never")).isEmpty();
    }

    @Test
    void aMatcherFailsA200AndTheOutputIsKeptAllTheSame() {
        UUID job = job(
                "/order",
                "{}",
                "null",
                ", \"response_matcher\": {\"mode\": \"all\", \"rules\": ["
                        + "{\"source\": \"json\", \"path\": \"$.items[*].state\", \"operator\": \"not_equals\", \"value\": \"broken\"}]}");
        write(
                "UPDATE job SET response_output_template ="
                        + " '{\"z\": \"{{response.json.items[0].id}}\", \"a\": \"{{response.json.items[1].state}}!\"}' WHERE id = ?",
                job);
        target.answer(
                "/order",
                Answer.body("{\"items\": [{\"id\": 7, \"state\": \"fine\"}, {\"id\": 8, \"state\": \"broken\"}]}"),
                Answer.body("{\"items\": [{\"id\": 9, \"state\": \"fine\"}]}"));

        UUID failed = run(job);
        ended(failed, "failed");
        UUID succeeded = run(job);
        ended(succeeded, "succeeded");

        assertThat(execution(failed))
                .containsEntry("error_code", "RESPONSE_MISMATCH")
                .containsEntry("attempt_count", 1)
                .hasEntrySatisfying(
                        "final_output", json -> assertThat(json).hasToString("{\"z\":7,\"a\":\"broken!\"}"));
        assertThat((String) execution(failed).get("attempts_json"))
                .contains("\"status\": \"HTTP_ERROR\"", "\"statusCode\": 200", "\"errorClass\": \"RESPONSE_MISMATCH\"");
        assertThat(execution(succeeded).get("final_output")).hasToString("{\"z\":9,\"a\":\"!\"}");
    }

    @Test
    void followsARedirectWithoutTheSecretAndSaysWhereTheTimeWent() {
        try (TargetServer elsewhere = TargetServer.start()) {
            UUID job = job("/moved", "{\"X-Mine\": \"secret://key\"}", "null", ", \"follow_redirects\": 1");
            secret(job, "key", "for-the-first-only");
            target.answer("/moved", Answer.status(307).with("Location", elsewhere.url("/here")));

            UUID execution = run(job);

            ended(execution, "succeeded");
            assertThat(target.received("/moved").get(0).headers()).containsEntry("x-mine", "for-the-first-only");
            assertThat(elsewhere.received("/here").get(0).headers()).doesNotContainKey("x-mine");
            assertThat((String) execution(execution).get("attempts_json"))
                    .contains("\"redirects\": 1", "\"timing\": {", "\"totalMs\": ", "\"firstByteMs\": ");
        }
    }

    @Test
    void aHostileExpressionHoldsNobodyUp() {
        UUID hostile = job(
                "/hostile",
                "{}",
                "null",
                ", \"response_matcher\": {\"rules\": ["
                        + "{\"source\": \"body\", \"operator\": \"matches\", \"value\": \"(a+)+$\"}]}");
        target.answer("/hostile", Answer.body("a".repeat(60_000) + "!"));

        UUID execution = run(hostile);
        UUID other = run(job("/other", "{}", "null", ""));

        ended(other, "succeeded");
        ended(execution, "failed");
        assertThat(execution(execution)).containsEntry("error_code", "RESPONSE_MISMATCH");
    }

    private UUID job(String path, String headers, String body, String more) {
        String request = """
                {"url": "%s", "method": "POST", "headers": %s, "body": %s, "timeout_seconds": 30,
                 "success_statuses": [200]%s}
                """.formatted(target.url(path), headers, body, more);
        return workspace.job("cron", "{}", request, "{\"max_attempts\": 3, \"retry_on_statuses\": [503]}");
    }

    private void secret(UUID job, String name, String value) {
        secret(BOX, job, name, value);
    }

    private void secret(SecretBox box, UUID job, String name, String value) {
        UUID id = UUID.randomUUID();
        write("""
                INSERT INTO secret (id, workspace_id, name, sealed, key_id, created_at, updated_at)
                VALUES (?, ?, ?, ?, 0, now(), now())
                """, id, workspace.id(), name, box.seal(value, SecretBox.secretContext(id)));
        write("UPDATE job SET secret_names = ARRAY[?::text] WHERE id = ?", name, job);
    }

    private UUID run(UUID job) {
        Instant due = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        UUID execution = workspace.queued(job, due);
        requests.publish(List.of(new ExecutionRequested(execution, workspace.id(), due, "127.0.0.1")))
                .await()
                .indefinitely();
        return execution;
    }

    private static void ended(UUID execution, String status) {
        await().untilAsserted(() -> assertThat(execution(execution)).containsEntry("status", status));
    }

    private static String startedAt(UUID execution) {
        return ((Timestamp) execution(execution).get("started_at"))
                .toInstant()
                .truncatedTo(ChronoUnit.MILLIS)
                .toString();
    }
}

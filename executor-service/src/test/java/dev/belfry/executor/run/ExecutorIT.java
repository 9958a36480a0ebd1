package dev.belfry.executor.run;

import static dev.belfry.embedded.testing.TestWorkspace.execution;
import static dev.belfry.embedded.testing.TestWorkspace.rows;
import static dev.belfry.embedded.testing.TestWorkspace.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.belfry.core.message.ExecutionFinished;
import dev.belfry.core.message.ExecutionRequested;
import dev.belfry.core.message.Topics;
import dev.belfry.core.outbound.AddressGuard;
import dev.belfry.core.outbound.Cidr;
import dev.belfry.core.secret.SecretBox;
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
import dev.belfry.transport.kafka.TopicReader;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the executor promises, on a real database, a real broker and a real target. */
class ExecutorIT {

    private static final KafkaConfig KAFKA = () -> Servers.start().bootstrap();
    private static final SecretBox SECRETS = SecretBox.of(Servers.start().keyset());
    private static final Map<UUID, ExecutionFinished> NEWS = new ConcurrentHashMap<>();
    private static Vertx vertx;
    private static Pool pool;
    private static TopicPublisher<ExecutionRequested> requests;
    private static TopicReader<ExecutionFinished> news;

    private final List<Executor> executors = new ArrayList<>();
    private TargetServer target;
    private TestWorkspace workspace;

    @BeforeAll
    static void connect() {
        Awaitility.setDefaultTimeout(Duration.ofSeconds(30));
        vertx = Vertx.vertx();
        pool = TestPool.on(vertx);
        requests = new TopicPublisher<>(
                KAFKA.topic(Topics.EXECUTION_REQUESTED),
                message -> message.executionId().toString());
        news = new TopicReader<>(
                        KAFKA.topic(Topics.EXECUTION_FINISHED),
                        "executor-it",
                        ExecutionFinished.class,
                        batch -> batch.forEach(received -> {
                            NEWS.put(received.message().executionId(), received.message());
                            received.acknowledge().run();
                        }),
                        () -> true)
                .start();
    }

    @AfterAll
    static void disconnect() {
        requests.close();
        news.close();
        pool.closeAndAwait();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @BeforeEach
    void prepare() {
        target = TargetServer.start();
        workspace = TestWorkspace.create();
    }

    @AfterEach
    void stop() {
        executors.forEach(Executor::close);
        target.close();
    }

    @Test
    void callsTheTargetAtItsInstantAndNotBefore() {
        start();
        Instant due = soon(1500);

        UUID execution = request(job("/hit"), due);

        await().untilAsserted(() -> assertThat(execution(execution)).containsEntry("status", "succeeded"));
        Received received = target.received("/hit").get(0);
        assertThat(received.at()).isBetween(due, due.plusMillis(500));
        assertThat(startedAt(execution)).isBetween(due, received.at());
        await().untilAsserted(() -> assertThat(NEWS)
                .hasEntrySatisfying(execution, news -> assertThat(news.status()).isEqualTo("succeeded")));
    }

    @Test
    void sendsTheRequestOfTheJobWithTheHeadersThatIdentifyTheExecution() {
        start();
        Instant due = soon(0);
        UUID job = workspace.job(
                "cron",
                "{}",
                """
                {"url": "%s", "method": "POST", "headers": {"X-Mine": "yes", "x-cron-service-attempt": "99"},
                 "body": {"total": 12345678901234567890.5}, "timeout_seconds": 30, "success_statuses": [200]}
                """.formatted(target.url("/order?id=7")),
                "{\"max_attempts\": 1, \"retry_on_statuses\": []}");

        UUID execution = request(job, due);

        await().untilAsserted(() -> assertThat(target.received("/order")).hasSize(1));
        Received received = target.received("/order").get(0);
        assertThat(received.method()).isEqualTo("POST");
        assertThat(received.uri()).isEqualTo("/order?id=7");
        assertThat(received.body()).isEqualTo("{\"total\":12345678901234567890.5}");
        assertThat(received.headers())
                .containsEntry("x-mine", "yes")
                .containsEntry("content-type", "application/json")
                .containsEntry("x-cron-service-job-id", job.toString())
                .containsEntry("x-cron-service-execution-id", execution.toString())
                .containsEntry("x-cron-service-scheduled-for", millis(due))
                .containsEntry("x-cron-service-attempt", "1")
                .containsEntry("idempotency-key", execution.toString());
    }

    @Test
    void retriesWithBackoffUntilTheTargetIsSatisfied() {
        start();
        target.answer("/flaky", Answer.status(503), Answer.status(503), Answer.body("at last"));

        UUID execution = request(job("/flaky"), soon(0));

        await().untilAsserted(() -> assertThat(execution(execution))
                .containsEntry("status", "succeeded")
                .containsEntry("attempt_count", 3)
                .containsEntry("error", null));
        List<Received> calls = target.received("/flaky");
        assertThat(calls)
                .extracting(call -> call.headers().get("x-cron-service-attempt"))
                .containsExactly("1", "2", "3");
        assertThat(calls)
                .extracting(call -> call.headers().get("idempotency-key"))
                .containsOnly(execution.toString());
        assertThat(Duration.between(calls.get(0).at(), calls.get(1).at())).isBetween(millis(250), millis(1250));
        assertThat(Duration.between(calls.get(1).at(), calls.get(2).at())).isBetween(millis(500), millis(2000));
        assertThat((String) execution(execution).get("attempts_json"))
                .contains("\"statusCode\": 503", "\"errorClass\": \"HTTP_STATUS\"", "\"bodyPreview\": \"at last\"");
    }

    @Test
    void failsAfterTheLastAttemptWithACodeAndAText() {
        start();
        target.answer("/down", Answer.status(500));

        UUID execution = request(job("/down"), soon(0));

        await().untilAsserted(() -> assertThat(execution(execution))
                .containsEntry("status", "failed")
                .containsEntry("attempt_count", 3)
                .containsEntry("error_code", "HTTP_STATUS")
                .containsEntry("error", "the target answered 500"));
        assertThat(target.received("/down")).hasSize(3);
        assertThat(execution(execution).get("finished_at")).isNotNull();
    }

    @Test
    void leavesALongWaitToTheScheduler() {
        start();
        target.answer("/busy", Answer.status(503).with("Retry-After", "600"));

        UUID execution = request(job("/busy"), soon(0));

        await().untilAsserted(() -> assertThat(execution(execution))
                .containsEntry("status", "queued")
                .containsEntry("attempt_count", 1)
                .containsEntry("dispatched_at", null));
        assertThat(((Timestamp) execution(execution).get("due_at")).toInstant())
                .isBetween(Instant.now().plusSeconds(570), Instant.now().plusSeconds(601));
    }

    @Test
    void aRepeatedMessageMakesNoSecondCall() {
        start();
        UUID job = job("/once");
        Instant due = soon(300);
        UUID execution = workspace.queued(job, due);

        IntStream.range(0, 5).forEach(i -> publish(execution, due));
        await().untilAsserted(() -> assertThat(execution(execution)).containsEntry("status", "succeeded"));
        publish(execution, due);

        UUID fence = request(job("/fence"), soon(0));
        await().untilAsserted(() -> assertThat(execution(fence)).containsEntry("status", "succeeded"));
        assertThat(target.received("/once")).hasSize(1);
    }

    @Test
    void twoExecutorsCallEachExecutionOnce() {
        // given
        start();
        start();
        UUID job = job("/shared");
        List<UUID> executions = IntStream.range(0, 300)
                .mapToObj(i -> workspace.queued(job, soon(2000).plusMillis(i)))
                .toList();

        // when: every message twice, under keys that lead to both
        executions.forEach(id -> {
            publish(id, dueAt(id));
            publishElsewhere(id, dueAt(id));
        });

        // then
        await().untilAsserted(() -> assertThat(executions)
                .allSatisfy(id -> assertThat(execution(id)).containsEntry("status", "succeeded")));
        assertThat(target.received("/shared"))
                .extracting(call -> call.headers().get("x-cron-service-execution-id"))
                .containsExactlyInAnyOrderElementsOf(
                        executions.stream().map(UUID::toString).toList());
    }

    @Test
    void doesNotCallWhatWasCanceledSkippedOrDeletedMeanwhile() {
        // given
        start();
        Instant due = soon(1500);
        UUID canceled = workspace.queued(job("/canceled"), due);
        UUID deleted = workspace.queued(job("/deleted"), due);
        UUID sound = workspace.queued(job("/sound"), due.plusMillis(300));
        List.of(canceled, deleted, sound).forEach(id -> publish(id, dueAt(id)));

        // when
        write("UPDATE execution SET status = 'canceled' WHERE id = ?", canceled);
        write("DELETE FROM execution WHERE id = ?", deleted);

        // then
        await().untilAsserted(() -> assertThat(execution(sound)).containsEntry("status", "succeeded"));
        assertThat(target.received("/canceled")).isEmpty();
        assertThat(target.received("/deleted")).isEmpty();
    }

    @Test
    void aMessageOfAnEarlierAttemptStartsNoOtherBeforeItsTime() {
        start();
        target.answer("/busy", Answer.status(503).with("Retry-After", "600"));
        Instant due = soon(0);
        UUID execution = request(job("/busy"), due);
        await().untilAsserted(() -> assertThat(execution(execution))
                .containsEntry("status", "queued")
                .containsEntry("attempt_count", 1));

        publish(execution, due);

        UUID fence = request(job("/fence"), soon(0));
        await().untilAsserted(() -> assertThat(execution(fence)).containsEntry("status", "succeeded"));
        assertThat(target.received("/busy")).hasSize(1);
    }

    @Test
    void keepsNoCredentialsOfAnAnswer() {
        start();
        target.answer("/login", Answer.status(200).with("Set-Cookie", "session=of-somebody"));

        UUID execution = request(job("/login"), soon(0));

        await().untilAsserted(() -> assertThat(execution(execution)).containsEntry("status", "succeeded"));
        assertThat((String) execution(execution).get("attempts_json"))
                .contains("responseHeaders")
                .doesNotContain("of-somebody");
    }

    @Test
    void usesTheJobAsItIsAtTheInstant() {
        start();
        UUID job = job("/old");
        Instant due = soon(1500);
        UUID execution = request(job, due);

        write("UPDATE job SET request = ?::jsonb WHERE id = ?", TestWorkspace.getRequest(target.url("/new")), job);

        await().untilAsserted(() -> assertThat(execution(execution)).containsEntry("status", "succeeded"));
        assertThat(target.received("/old")).isEmpty();
        assertThat(target.received("/new")).hasSize(1);
    }

    @Test
    void refusesAnAddressTheGuardForbidsWithoutASecondAttempt() {
        start(Map.of(), List.of());

        UUID execution = request(job("/secret"), soon(0));

        await().untilAsserted(() -> assertThat(execution(execution))
                .containsEntry("status", "failed")
                .containsEntry("attempt_count", 1)
                .containsEntry("error_code", "BLOCKED_TARGET"));
        assertThat(target.received("/secret")).isEmpty();
    }

    @Test
    void keepsWhatAnAnswerHoldsEvenWhereADatabaseWouldNot() {
        start();
        target.answer("/odd", Answer.body("a\0b"));

        UUID execution = request(job("/odd"), soon(0));

        await().untilAsserted(() -> assertThat(execution(execution)).containsEntry("status", "succeeded"));
        assertThat((String) execution(execution).get("attempts_json")).contains("a\uFFFDb");
    }

    @Test
    void aStoredRequestThatCannotBeReadFailsItsExecution() {
        start();
        UUID job = workspace.job("cron", "{}", "{\"url\": null}", "{}");

        UUID execution = request(job, soon(0));

        await().untilAsserted(() -> assertThat(execution(execution))
                .containsEntry("status", "failed")
                .containsEntry("error_code", "INVALID_REQUEST"));
    }

    @Test
    void renewsTheLeaseOfASlowCall() {
        start(Map.of("executor.run.lease", "3s", "executor.run.drain", "0s"), loopback());
        target.answer("/slow", Answer.never());

        UUID execution = request(job("/slow"), soon(0));

        await().untilAsserted(() -> assertThat(execution(execution)).containsEntry("status", "running"));
        Instant first = leaseExpiresAt(execution);
        await().untilAsserted(() -> assertThat(leaseExpiresAt(execution)).isAfter(first.plusSeconds(2)));
    }

    @Test
    void aReportUnderALostLeaseIsEvidenceAndChangesNothing() {
        // No renewal finds out before the call ends by itself.
        start(Map.of("executor.run.lease", "1h", "executor.run.drain", "0s"), loopback());
        target.answer("/late", Answer.never(), Answer.status(200));
        UUID execution = request(job("/late", 2), soon(0));
        await().untilAsserted(() -> assertThat(target.received("/late")).hasSize(1));

        write("UPDATE execution SET status = 'queued', lease_number = lease_number + 5 WHERE id = ?", execution);

        await().untilAsserted(() -> assertThat((String) execution(execution).get("attempts_json"))
                .contains("\"late\": true", "\"status\": \"TIMEOUT\""));
        assertThat(execution(execution)).containsEntry("status", "queued").containsEntry("finished_at", null);
    }

    @Test
    void handsBackWhatDoesNotEndBeforeAStop() {
        Executor executor = start(Map.of("executor.run.drain", "100ms"), loopback());
        target.answer("/hangs", Answer.never());
        UUID execution = request(job("/hangs"), soon(0));
        await().untilAsserted(() -> assertThat(target.received("/hangs")).hasSize(1));

        executor.close();

        // The close waits for the last report, but not for ever.
        await().untilAsserted(() -> assertThat(execution(execution))
                .containsEntry("status", "queued")
                .containsEntry("lost_count", 1)
                .containsEntry("dispatched_at", null));
        assertThat((String) execution(execution).get("attempts_json")).contains("EXECUTOR_LOST");
    }

    @Test
    void aLostAttemptCountsAgainstNoLimit() {
        start();
        target.answer("/unlucky", Answer.status(500), Answer.status(200));
        UUID job = workspace.job(
                "cron",
                "{}",
                TestWorkspace.getRequest(target.url("/unlucky")),
                "{\"max_attempts\": 2, \"retry_on_statuses\": [500]}");
        UUID execution = workspace.queued(job, soon(0));
        write("UPDATE execution SET attempt_count = 1, lost_count = 1 WHERE id = ?", execution);

        publish(execution, dueAt(execution));

        await().untilAsserted(() -> assertThat(execution(execution))
                .containsEntry("status", "succeeded")
                .containsEntry("attempt_count", 3));
    }

    @Test
    void marksAnEndForReportOnlyWhereARuleAsksForIt() {
        start();
        target.answer("/fails", Answer.status(400));
        UUID channel = workspace.webhook(target.url("/told"));
        Map<String, Boolean> expected = Map.of("on_failure", true, "on_completion", true, "on_success", false);
        Map<String, UUID> executions = new HashMap<>();
        expected.keySet().forEach(event -> {
            UUID job = job("/fails");
            workspace.rule(job, channel, event);
            executions.put(event, request(job, soon(0)));
        });

        expected.forEach((event, pending) -> await().untilAsserted(() -> assertThat(execution(executions.get(event)))
                .containsEntry("status", "failed")
                .containsEntry("report_pending", pending)));
    }

    @Test
    void theEndOfTheLastTickCompletesItsJobUnlessThePlanChanged() {
        start();
        UUID over = job("/last");
        UUID changed = job("/last");
        Instant due = soon(500);
        UUID last = workspace.queued(over, due);
        UUID lastOfOldPlan = workspace.queued(changed, due);
        write("UPDATE execution SET completes_plan = 1 WHERE id IN (?, ?)", last, lastOfOldPlan);
        write("UPDATE job SET plan = 2 WHERE id = ?", changed);

        List.of(last, lastOfOldPlan).forEach(id -> publish(id, due));

        await().untilAsserted(() -> assertThat(state(over)).isEqualTo("completed"));
        await().untilAsserted(() -> assertThat(execution(lastOfOldPlan)).containsEntry("status", "succeeded"));
        assertThat(state(changed)).isEqualTo("active");
    }

    @Test
    void oneSlowHostHoldsNoOtherUp() {
        start(Map.of("executor.admission.per-host", "2", "executor.run.drain", "0s"), loopback());
        target.answer("/slow", Answer.never());
        IntStream.range(0, 10).forEach(i -> request(job("/slow"), soon(0)));
        await().untilAsserted(() -> assertThat(target.received("/slow")).hasSize(2));

        try (TargetServer elsewhere = TargetServer.start()) {
            UUID other = workspace.queued(workspace.job("cron", "{}", elsewhere.url("/fast")), soon(0));
            requests.publish(List.of(new ExecutionRequested(other, workspace.id(), dueAt(other), "elsewhere")))
                    .await()
                    .indefinitely();

            await().untilAsserted(() -> assertThat(elsewhere.received("/fast")).hasSize(1));
        }
        assertThat(target.received("/slow")).hasSize(2);
    }

    private Executor start() {
        return start(Map.of("executor.run.drain", "0s"), loopback());
    }

    private Executor start(Map<String, String> settings, List<Cidr> allowed) {
        Executor executor = new Executor(
                new Executor.Surroundings(
                        vertx, pool, pool, KAFKA, new AddressGuard(allowed), new SimpleMeterRegistry(), SECRETS),
                TestConfig.of(RunConfig.class, settings),
                TestConfig.of(AdmissionLimits.class, settings));
        executors.add(executor);
        executor.start();
        await().until(executor::isReady);
        return executor;
    }

    private static List<Cidr> loopback() {
        return Cidr.parseList("127.0.0.1/32");
    }

    private UUID job(String path) {
        return job(path, 30);
    }

    private UUID job(String path, int timeoutSeconds) {
        String request = TestWorkspace.getRequest(target.url(path))
                .replace("\"timeout_seconds\": 30", "\"timeout_seconds\": " + timeoutSeconds);
        return workspace.job(
                "cron", "{}", request, "{\"max_attempts\": 3, \"retry_on_statuses\": [429, 500, 502, 503, 504]}");
    }

    private UUID request(UUID job, Instant due) {
        UUID execution = workspace.queued(job, due);
        publish(execution, due);
        return execution;
    }

    private void publish(UUID execution, Instant due) {
        requests.publish(List.of(new ExecutionRequested(execution, workspace.id(), due, "127.0.0.1")))
                .await()
                .indefinitely();
    }

    private void publishElsewhere(UUID execution, Instant due) {
        try (TopicPublisher<ExecutionRequested> elsewhere =
                new TopicPublisher<>(KAFKA.topic(Topics.EXECUTION_REQUESTED), message -> "another key")) {
            elsewhere
                    .publish(List.of(new ExecutionRequested(execution, workspace.id(), due, "127.0.0.1")))
                    .await()
                    .indefinitely();
        }
    }

    private static Instant soon(int millis) {
        return Instant.now().plusMillis(millis).truncatedTo(ChronoUnit.MILLIS);
    }

    private static Duration millis(long millis) {
        return Duration.ofMillis(millis);
    }

    private static String millis(Instant instant) {
        return instant.toString().length() == 20 ? instant.toString().replace("Z", ".000Z") : instant.toString();
    }

    private static Instant dueAt(UUID execution) {
        return ((Timestamp) execution(execution).get("due_at")).toInstant();
    }

    private static Instant startedAt(UUID execution) {
        return ((Timestamp) execution(execution).get("started_at")).toInstant();
    }

    private static Instant leaseExpiresAt(UUID execution) {
        return ((Timestamp) execution(execution).get("lease_expires_at")).toInstant();
    }

    private static Object state(UUID job) {
        return rows("SELECT state FROM job WHERE id = ?", job).get(0).get("state");
    }
}

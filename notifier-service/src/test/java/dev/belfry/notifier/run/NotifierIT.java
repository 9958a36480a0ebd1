package dev.belfry.notifier.run;

import static dev.belfry.embedded.testing.TestWorkspace.rows;
import static dev.belfry.embedded.testing.TestWorkspace.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.belfry.core.message.ExecutionFinished;
import dev.belfry.core.message.Topics;
import dev.belfry.core.outbound.Cidr;
import dev.belfry.core.outbound.WebhookSignature;
import dev.belfry.core.secret.SecretBox;
import dev.belfry.core.testing.TargetServer;
import dev.belfry.core.testing.TargetServer.Answer;
import dev.belfry.core.testing.TargetServer.Received;
import dev.belfry.embedded.testing.Servers;
import dev.belfry.embedded.testing.TestPool;
import dev.belfry.embedded.testing.TestWorkspace;
import dev.belfry.transport.kafka.KafkaConfig;
import dev.belfry.transport.kafka.TopicPublisher;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the notifier promises, on a real database, a real broker and a real receiver. */
class NotifierIT {

    private static final KafkaConfig KAFKA = () -> Servers.start().bootstrap();
    private static final Map<String, String> QUICK_RETRIES =
            Map.of("notifier.delivery.retry-waits", "100ms,100ms", "notifier.delivery.drain", "0s");
    private static Vertx vertx;
    private static Pool pool;
    private static SecretBox secrets;
    private static TopicPublisher<ExecutionFinished> news;

    private final List<Notifier> notifiers = new ArrayList<>();
    private TargetServer receiver;
    private TestWorkspace workspace;
    private UUID job;
    private UUID channel;

    @BeforeAll
    static void connect() {
        Awaitility.setDefaultTimeout(Duration.ofSeconds(30));
        vertx = Vertx.vertx();
        pool = TestPool.on(vertx);
        secrets = SecretBox.of(Servers.start().keyset());
        news = new TopicPublisher<>(
                KAFKA.topic(Topics.EXECUTION_FINISHED),
                message -> message.executionId().toString());
    }

    @AfterAll
    static void disconnect() {
        news.close();
        pool.closeAndAwait();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @BeforeEach
    void prepare() {
        receiver = TargetServer.start();
        workspace = TestWorkspace.create();
        job = workspace.job("cron", "{\"cron\": \"* * * * *\"}", "http://127.0.0.1:9/target");
        channel = workspace.webhook(receiver.url("/told"));
    }

    @AfterEach
    void stop() {
        notifiers.forEach(Notifier::close);
        receiver.close();
    }

    @Test
    void tellsAboutAFailureWithWhatTheReceiverNeeds() {
        start();
        workspace.rule(job, channel, "on_failure");

        UUID execution = finished("failed");
        tell(execution);

        await().untilAsserted(() -> assertThat(receiver.received("/told")).hasSize(1));
        Received received = receiver.received("/told").get(0);
        assertThat(received.method()).isEqualTo("POST");
        assertThat(received.headers())
                .containsEntry("content-type", "application/json")
                .containsEntry("x-cron-service-event", "on_failure")
                .containsKeys("x-cron-service-delivery", "x-cron-service-timestamp")
                .doesNotContainKey("x-cron-service-signature");
        assertThat(received.body())
                .contains(
                        "\"event\":\"on_failure\"",
                        "\"workspace_id\":\"" + workspace.id() + "\"",
                        "\"job\":{\"id\":\"" + job + "\",\"name\":\"a job\",\"kind\":\"cron\"}",
                        "\"id\":\"" + execution + "\",\"status\":\"failed\",\"source\":\"schedule\"",
                        "\"attempts\":3",
                        "\"status_code\":503",
                        "\"error\":\"the target answered 503\"");
        await().untilAsserted(() -> assertThat(deliveries(execution))
                .singleElement()
                .satisfies(row -> assertThat(row)
                        .containsEntry("status", "delivered")
                        .containsEntry("attempt_count", 1)
                        .containsEntry("error", null)));
    }

    @Test
    void signsWithTheSecretOfTheChannel() {
        start();
        write(
                "UPDATE notification_channel SET secret_sealed = ? WHERE id = ?",
                secrets.seal("whsec_known", "notification_channel/" + channel),
                channel);
        workspace.rule(job, channel, "on_completion");

        tell(finished("succeeded"));

        await().untilAsserted(() -> assertThat(receiver.received("/told")).hasSize(1));
        Received received = receiver.received("/told").get(0);
        long timestamp = Long.parseLong(received.headers().get("x-cron-service-timestamp"));
        assertThat(received.headers().get("x-cron-service-signature"))
                .isEqualTo(WebhookSignature.of(
                        "whsec_known", timestamp, received.body().getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void tellsOnlyTheRulesThatMatchHowItEnded() {
        start();
        workspace.rule(job, channel, "on_success");
        workspace.rule(job, channel, "on_completion");
        workspace.rule(job, channel, "on_failure");

        UUID execution = finished("succeeded");
        tell(execution);

        await().untilAsserted(() -> assertThat(deliveries(execution)).hasSize(2));
        assertThat(deliveries(execution))
                .extracting(row -> row.get("event"))
                .containsExactlyInAnyOrder("on_success", "on_completion");
    }

    @Test
    void tellsOnceHoweverOftenTheNewsCome() {
        start();
        start();
        workspace.rule(job, channel, "on_failure");
        UUID execution = finished("failed");

        for (int i = 0; i < 5; i++) {
            tell(execution);
        }

        UUID fence = finished("failed");
        tell(fence);
        await().untilAsserted(() -> assertThat(deliveries(fence))
                .singleElement()
                .satisfies(row -> assertThat(row).containsEntry("status", "delivered")));
        await().untilAsserted(() -> assertThat(deliveries(execution))
                .singleElement()
                .satisfies(row -> assertThat(row).containsEntry("status", "delivered")));
        assertThat(receiver.received("/told")).hasSize(2);
    }

    @Test
    void tellsWhatFinishedWhileItWasDown() {
        workspace.rule(job, channel, "on_failure");
        UUID execution = finished("failed");
        tell(execution);

        start();

        await().untilAsserted(() -> assertThat(receiver.received("/told")).hasSize(1));
    }

    @Test
    void tellsEvenWhenNoNewsEverCome() {
        start();
        workspace.rule(job, channel, "on_failure");

        UUID execution = finished("failed");
        write("UPDATE execution SET finished_at = now() - interval '10 seconds' WHERE id = ?", execution);

        await().untilAsserted(() -> assertThat(receiver.received("/told")).hasSize(1));
    }

    @Test
    void doesNotTellARuleThatCameLater() {
        start();
        UUID execution = finished("failed");
        workspace.rule(job, channel, "on_failure");
        write("UPDATE notification_rule SET created_at = now() + interval '5 minutes' WHERE job_id = ?", job);

        tell(execution);

        await().untilAsserted(() -> assertThat(rows("SELECT report_pending FROM execution WHERE id = ?", execution))
                .containsExactly(Map.of("report_pending", false)));
        assertThat(deliveries(execution)).isEmpty();
    }

    @Test
    void triesAgainUnderTheSameDeliveryIdUntilTheReceiverTakesIt() {
        start(QUICK_RETRIES);
        receiver.answer("/told", Answer.status(500), Answer.status(204));
        workspace.rule(job, channel, "on_failure");

        UUID execution = finished("failed");
        tell(execution);

        await().untilAsserted(() -> assertThat(deliveries(execution))
                .singleElement()
                .satisfies(row ->
                        assertThat(row).containsEntry("status", "delivered").containsEntry("attempt_count", 2)));
        assertThat(receiver.received("/told"))
                .extracting(call -> call.headers().get("x-cron-service-delivery"))
                .containsOnly(deliveries(execution).get(0).get("id").toString());
        assertThat((String) deliveries(execution).get(0).get("attempts_json"))
                .contains("\"statusCode\": 500", "\"statusCode\": 204");
    }

    @Test
    void givesUpAfterTheLastWaitWithACodeAndAText() {
        start(QUICK_RETRIES);
        receiver.answer("/told", Answer.status(500));
        workspace.rule(job, channel, "on_failure");

        UUID execution = finished("failed");
        tell(execution);

        await().untilAsserted(() -> assertThat(deliveries(execution))
                .singleElement()
                .satisfies(row -> assertThat(row)
                        .containsEntry("status", "failed")
                        .containsEntry("attempt_count", 3)
                        .containsEntry("error_code", "HTTP_STATUS")
                        .containsEntry("error", "the receiver answered 500")));
    }

    @Test
    void refusesAnAddressTheGuardForbidsAtOnce() {
        start(Map.of(), List.of());
        workspace.rule(job, channel, "on_failure");

        UUID execution = finished("failed");
        tell(execution);

        await().untilAsserted(() -> assertThat(deliveries(execution))
                .singleElement()
                .satisfies(row -> assertThat(row)
                        .containsEntry("status", "failed")
                        .containsEntry("attempt_count", 1)
                        .containsEntry("error_code", "BLOCKED_TARGET")));
        assertThat(receiver.received("/told")).isEmpty();
    }

    @Test
    void makesAnAttemptAgainWhoseNotifierDied() {
        start();
        workspace.rule(job, channel, "on_failure");
        UUID execution = finished("failed");
        write("""
                INSERT INTO notification_delivery
                       (id, workspace_id, channel_id, job_id, execution_id, event, status, due_at, attempt_count)
                VALUES (?, ?, ?, ?, ?, 'on_failure', 'pending', now() - interval '1 second', 1)
                """, UUID.randomUUID(), workspace.id(), channel, job, execution);

        await().untilAsserted(() -> assertThat(deliveries(execution))
                .singleElement()
                .satisfies(row ->
                        assertThat(row).containsEntry("status", "delivered").containsEntry("attempt_count", 2)));
    }

    @Test
    void oneSlowReceiverHoldsNoOtherUp() {
        start();
        receiver.answer("/told", Answer.never());
        workspace.rule(job, channel, "on_failure");
        tell(finished("failed"));
        await().untilAsserted(() -> assertThat(receiver.received("/told")).hasSize(1));

        UUID otherJob = workspace.job("cron", "{}", "http://127.0.0.1:9/target");
        workspace.rule(otherJob, workspace.webhook(receiver.url("/other")), "on_failure");
        tell(finished(otherJob, "failed"));

        await().untilAsserted(() -> assertThat(receiver.received("/other")).hasSize(1));
    }

    private void start() {
        start(Map.of("notifier.delivery.drain", "0s"));
    }

    private void start(Map<String, String> settings) {
        start(settings, Cidr.parseList("127.0.0.1/32"));
    }

    private void start(Map<String, String> settings, List<Cidr> allowed) {
        Notifier notifier = TestNotifiers.make(vertx, pool, settings, allowed);
        notifiers.add(notifier);
        notifier.start();
        await().until(notifier::isReady);
    }

    private UUID finished(String status) {
        return finished(job, status);
    }

    private UUID finished(UUID ofJob, String status) {
        UUID execution = workspace.queued(ofJob, Instant.now());
        write("""
                UPDATE execution
                   SET status = ?, attempt_count = 3, started_at = now(), finished_at = now(), report_pending = true,
                       error = CASE WHEN ? = 'failed' THEN 'the target answered 503' END,
                       attempts = '[{"number": 3, "statusCode": 503}]'
                 WHERE id = ?
                """, status, status, execution);
        return execution;
    }

    private void tell(UUID execution) {
        news.publish(List.of(new ExecutionFinished(execution, workspace.id(), job, "whatever", Instant.now(), null)))
                .await()
                .indefinitely();
    }

    private static List<Map<String, Object>> deliveries(UUID execution) {
        return rows(
                "SELECT *, attempts::text AS attempts_json FROM notification_delivery WHERE execution_id = ?",
                execution);
    }
}

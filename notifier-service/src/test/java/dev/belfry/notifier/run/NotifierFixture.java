package dev.belfry.notifier.run;

import static dev.belfry.embedded.testing.TestWorkspace.rows;
import static dev.belfry.embedded.testing.TestWorkspace.write;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.belfry.core.execution.ExecutionId;
import dev.belfry.core.message.ExecutionFinished;
import dev.belfry.core.message.MonitorChanged;
import dev.belfry.core.message.Topics;
import dev.belfry.core.testing.TargetServer;
import dev.belfry.embedded.testing.Servers;
import dev.belfry.embedded.testing.TestPool;
import dev.belfry.embedded.testing.TestWorkspace;
import dev.belfry.transport.json.WireJson;
import dev.belfry.transport.kafka.KafkaConfig;
import dev.belfry.transport.kafka.TopicPublisher;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/** A workspace with a receiver, notifiers on real servers, and what a scheduler and an executor would write. */
public final class NotifierFixture implements AutoCloseable {

    private static final KafkaConfig KAFKA = () -> Servers.start().bootstrap();

    private final Vertx vertx = Vertx.vertx();
    private final Pool pool = TestPool.on(vertx);
    private final TopicPublisher<ExecutionFinished> ends = new TopicPublisher<>(
            KAFKA.topic(Topics.EXECUTION_FINISHED),
            message -> message.executionId().toString());
    private final TopicPublisher<MonitorChanged> flips = new TopicPublisher<>(
            KAFKA.topic(Topics.MONITOR_CHANGED), message -> message.monitorId().toString());
    private final List<Notifier> notifiers = new ArrayList<>();
    private final Instant start = Instant.now().truncatedTo(ChronoUnit.MILLIS).minus(2, ChronoUnit.HOURS);

    public final TargetServer receiver = TargetServer.start();
    public final TestWorkspace workspace = TestWorkspace.create();
    public final UUID job = workspace.job("cron", "{\"cron\": \"* * * * *\"}", "http://127.0.0.1:9/target");
    public final UUID channel = workspace.webhook(receiver.url("/told"));

    /** Starts an instance and waits until news reach it. */
    public NotifierFixture notifier(Map<String, String> settings) {
        Map<String, String> all = new HashMap<>(Map.of("notifier.delivery.drain", "0s"));
        all.putAll(settings);
        Notifier notifier = TestNotifiers.make(vertx, pool, all);
        notifiers.add(notifier);
        notifier.start();
        await().until(notifier::isReady);
        return this;
    }

    /** A rule of the job, of a monitor, or of the workspace when both are null, with columns and their SQL values. */
    public UUID rule(@Nullable UUID ofJob, @Nullable UUID ofMonitor, String event, Map<String, String> options) {
        UUID id = newId();
        StringBuilder columns = new StringBuilder();
        StringBuilder values = new StringBuilder();
        options.forEach((column, value) -> {
            columns.append(", ").append(column);
            values.append(", ").append(value);
        });
        write(
                "INSERT INTO notification_rule (id, workspace_id, job_id, monitor_id, channel_id, event, created_at"
                        + columns + ") VALUES (?, ?, ?, ?, ?, ?, now() - interval '1 day'" + values + ")",
                id,
                workspace.id(),
                ofJob,
                ofMonitor,
                channel,
                event);
        return id;
    }

    /** The end of the job's run of this minute, a report pending; not told to anybody. */
    public UUID ended(int minute, String status) {
        return ended(job, minute, status);
    }

    public UUID ended(UUID ofJob, int minute, String status) {
        Instant due = at(minute);
        UUID execution = workspace.queued(ofJob, due);
        write("""
                UPDATE execution
                   SET status = ?, attempt_count = 3, started_at = scheduled_for, report_pending = true,
                       finished_at = scheduled_for + interval '1 second',
                       error = CASE WHEN ? = 'failed' THEN 'the target answered 503' END,
                       attempts = '[{"number": 3, "statusCode": 503}]'
                 WHERE id = ?
                """, status, status, execution);
        return execution;
    }

    /** The same, and its news. */
    public UUID ends(int minute, String status) {
        UUID execution = ended(minute, status);
        tell(execution);
        return execution;
    }

    public void tell(UUID execution) {
        ends.publish(List.of(new ExecutionFinished(execution, workspace.id(), job, "any", Instant.now(), null)))
                .await()
                .indefinitely();
    }

    /** When the run of a minute was due. */
    public Instant at(int minute) {
        return start.plus(minute, ChronoUnit.MINUTES);
    }

    public UUID monitor() {
        UUID id = newId();
        write("""
                INSERT INTO monitor (id, workspace_id, name, expected_interval_sec, grace_seconds, state, anchor_at,
                                     next_expected_at, created_at, updated_at)
                VALUES (?, ?, 'backup', 60, 60, 'up', now(), now(), now(), now())
                """, id, workspace.id());
        return id;
    }

    /** Brings a monitor into a state, a report pending; not told to anybody. */
    public UUID flipped(UUID monitor, String from, String to, Instant at) {
        UUID id = ExecutionId.timeOrdered(at, 0, ThreadLocalRandom.current().nextLong());
        write(
                "UPDATE monitor SET state = ?, next_expected_at = CASE WHEN ? = 'paused' THEN NULL ELSE now() END WHERE id = ?",
                to,
                to,
                monitor);
        write("""
                INSERT INTO monitor_flip (id, workspace_id, monitor_id, from_state, to_state, reason, flipped_at,
                                          report_pending)
                VALUES (?, ?, ?, ?, ?, 'no ping came', ?, true)
                """, id, workspace.id(), monitor, from, to, at);
        return id;
    }

    public void tellFlip(UUID monitor, UUID flip, String from, String to) {
        flips.publish(List.of(new MonitorChanged(flip, workspace.id(), monitor, from, to, Instant.now())))
                .await()
                .indefinitely();
    }

    /** What the receiver was told, oldest first. */
    public List<JsonNode> told() {
        return receiver.received("/told").stream()
                .map(call -> WireJson.read(call.body(), JsonNode.class))
                .toList();
    }

    public List<Map<String, Object>> deliveries() {
        return rows(
                "SELECT *, attempts::text AS attempts_json FROM notification_delivery WHERE workspace_id = ? ORDER BY id",
                workspace.id());
    }

    public Map<String, Object> channelRow() {
        return rows("SELECT * FROM notification_channel WHERE id = ?", channel).get(0);
    }

    /** Waits until nothing that happened is left to be decided, and nothing that is due to be told. */
    public void settle() {
        await().until(() -> rows(
                        "SELECT FROM execution WHERE workspace_id = ? AND report_pending"
                                + " UNION ALL SELECT FROM monitor_flip WHERE workspace_id = ? AND report_pending",
                        workspace.id(),
                        workspace.id())
                .isEmpty());
        await().until(() -> rows(
                        // While a call is under way its lease has moved due_at ahead; its attempt is not written yet.
                        "SELECT FROM notification_delivery WHERE workspace_id = ? AND status = 'pending'"
                                + " AND (due_at <= now() OR attempt_count > jsonb_array_length(attempts))",
                        workspace.id())
                .isEmpty());
    }

    private static UUID newId() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        return ExecutionId.timeOrdered(Instant.now(), random.nextLong(), random.nextLong());
    }

    @Override
    public void close() {
        notifiers.forEach(Notifier::close);
        receiver.close();
        ends.close();
        flips.close();
        pool.closeAndAwait();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}

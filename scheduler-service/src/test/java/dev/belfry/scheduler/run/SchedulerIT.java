package dev.belfry.scheduler.run;

import static dev.belfry.embedded.testing.TestWorkspace.execution;
import static dev.belfry.embedded.testing.TestWorkspace.rows;
import static dev.belfry.embedded.testing.TestWorkspace.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.belfry.core.execution.ExecutionId;
import dev.belfry.core.message.ExecutionRequested;
import dev.belfry.core.message.Topics;
import dev.belfry.embedded.testing.Servers;
import dev.belfry.embedded.testing.TestConfig;
import dev.belfry.embedded.testing.TestPool;
import dev.belfry.embedded.testing.TestWorkspace;
import dev.belfry.scheduler.claim.ClaimConfig;
import dev.belfry.scheduler.dispatch.DispatchConfig;
import dev.belfry.scheduler.monitor.MonitorConfig;
import dev.belfry.scheduler.partition.PartitionConfig;
import dev.belfry.scheduler.rescue.RescueConfig;
import dev.belfry.transport.kafka.KafkaConfig;
import dev.belfry.transport.kafka.TopicReader;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the scheduler promises, on a real database and a real broker. */
class SchedulerIT {

    private static final String EVERY_MINUTE = "{\"cron\": \"* * * * *\"}";
    private static final String TARGET = "http://127.0.0.1:9/target";

    /** When each execution's messages arrived. */
    private static final Map<UUID, ConcurrentLinkedQueue<Instant>> ARRIVED = new ConcurrentHashMap<>();

    private static final KafkaConfig KAFKA = () -> Servers.start().bootstrap();
    private static Vertx vertx;
    private static Pool pool;
    private static TopicReader<ExecutionRequested> messages;

    private final List<Scheduler> schedulers = new ArrayList<>();
    private TestWorkspace workspace;

    @BeforeAll
    static void listen() {
        Awaitility.setDefaultTimeout(Duration.ofSeconds(30));
        vertx = Vertx.vertx();
        pool = TestPool.on(vertx);
        messages = new TopicReader<>(
                        KAFKA.topic(Topics.EXECUTION_REQUESTED),
                        "scheduler-it",
                        ExecutionRequested.class,
                        batch -> batch.forEach(received -> {
                            ARRIVED.computeIfAbsent(
                                            received.message().executionId(), any -> new ConcurrentLinkedQueue<>())
                                    .add(Instant.now());
                            received.acknowledge().run();
                        }),
                        () -> true)
                .start();
        await().until(messages::isJoined);
    }

    @AfterAll
    static void stopListening() {
        messages.close();
        pool.closeAndAwait();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @BeforeEach
    void newWorkspace() {
        workspace = TestWorkspace.create();
    }

    @AfterEach
    void stop() {
        schedulers.forEach(Scheduler::close);
        write("DELETE FROM job WHERE workspace_id = ?", workspace.id());
        write("DELETE FROM execution WHERE workspace_id = ?", workspace.id());
    }

    @Test
    void claimsEachDueJobOnceWhenTwoSchedulersCompete() {
        // given
        Instant due = soon(3);
        List<UUID> jobs =
                IntStream.range(0, 2_000).mapToObj(i -> scheduledJob(due)).toList();

        // when
        start("scheduler.claim.batch-size", "50", "scheduler.dispatch.resend-after", "1h");
        start("scheduler.claim.batch-size", "50", "scheduler.dispatch.resend-after", "1h");

        // then
        await().untilAsserted(() ->
                assertThat(jobs).allSatisfy(job -> assertThat(ARRIVED).containsKey(ExecutionId.ofTick(job, due))));
        assertThat(rows("SELECT id FROM execution WHERE workspace_id = ?", workspace.id()))
                .hasSize(jobs.size());
        assertThat(rows("SELECT job_id FROM job_due WHERE workspace_id = ?", workspace.id()))
                .isEmpty();
        assertThat(jobs)
                .allSatisfy(job ->
                        assertThat(ARRIVED.get(ExecutionId.ofTick(job, due))).hasSize(1));
    }

    @Test
    void handsAnExecutionOverBeforeItsTime() {
        Instant due = soon(4);
        UUID execution = ExecutionId.ofTick(scheduledJob(due), due);

        start();

        await().untilAsserted(() -> assertThat(ARRIVED).containsKey(execution));
        assertThat(ARRIVED.get(execution).element()).isBefore(due.minusMillis(500));
        assertThat(execution(execution)).containsEntry("status", "queued").containsEntry("completes_plan", 1);
    }

    @Test
    void movesARecurringJobToItsNextRun() {
        UUID job = workspace.job("cron", EVERY_MINUTE, TARGET);
        Instant due = Instant.now().plus(Duration.ofMinutes(1)).truncatedTo(ChronoUnit.MINUTES);
        workspace.due(job, due);

        start("scheduler.claim.lookahead", "70s");

        await().untilAsserted(() -> assertThat(ARRIVED).containsKey(ExecutionId.ofTick(job, due)));
        assertThat(nextRunAt(job)).isAfter(due);
    }

    @Test
    void runsTheNewestMissedTickAndSkipsTheOthersWithTheirCount() {
        UUID job = workspace.job("cron", EVERY_MINUTE, TARGET);
        Instant oldest = minutesAgo(10);
        workspace.due(job, oldest);

        start();

        await().untilAsserted(() -> assertThat(rows("SELECT * FROM execution WHERE job_id = ? ORDER BY id", job))
                .hasSizeGreaterThanOrEqualTo(2));
        List<Map<String, Object>> ticks = rows("SELECT * FROM execution WHERE job_id = ? ORDER BY id", job);
        assertThat(ticks.get(0))
                .containsEntry("status", "skipped")
                .containsEntry("reason", "missed")
                .containsEntry("missed_count", 10);
        assertThat(ticks.get(1)).containsEntry("status", "queued");
    }

    @Test
    void makesUpAHundredAtATimeAndGoesOnWhenTheyEnd() {
        // given
        UUID job = workspace.job(
                "cron", "{\"cron\": \"* * * * *\", \"catch_up\": \"all\", \"catch_up_window_seconds\": 86400}", TARGET);
        workspace.due(job, minutesAgo(150));
        start();
        await().untilAsserted(() -> assertThat(queuedCount(job)).isEqualTo(100));
        UUID other = scheduledJob(soon(2));
        await().untilAsserted(() -> assertThat(rows("SELECT id FROM execution WHERE job_id = ?", other))
                .hasSize(1));
        assertThat(queuedCount(job)).isEqualTo(100);

        // when
        write("UPDATE execution SET status = 'succeeded' WHERE job_id = ?", job);

        // then
        await().untilAsserted(() -> assertThat(rows("SELECT id FROM execution WHERE job_id = ?", job))
                .hasSizeBetween(151, 152));
    }

    @Test
    void completesAJobWhoseOnlyTickWasMissedForGood() {
        UUID job = workspace.job("scheduled", "{\"run_at\": \"2026-01-01T00:00:00Z\", \"catch_up\": \"none\"}", TARGET);
        workspace.due(job, Instant.parse("2026-01-01T00:00:00Z"));

        start();

        await().untilAsserted(() -> assertThat(rows("SELECT state FROM job WHERE id = ?", job))
                .containsExactly(Map.of("state", "completed")));
        assertThat(rows("SELECT status, missed_count FROM execution WHERE job_id = ?", job))
                .containsExactly(Map.of("status", "skipped", "missed_count", 1));
    }

    @Test
    void aScheduleThatCannotBeReadStandsInNobodysWay() {
        UUID broken = workspace.job("cron", "{\"cron\": \"no cron at all\"}", TARGET);
        Instant brokenDue = soon(1);
        workspace.due(broken, brokenDue);
        Instant due = soon(2);
        UUID sound = scheduledJob(due);

        start();

        await().untilAsserted(() -> assertThat(ARRIVED).containsKey(ExecutionId.ofTick(sound, due)));
        assertThat(nextRunAt(broken)).isEqualTo(brokenDue);
    }

    @Test
    void jobsThatWaitForTheirMadeUpExecutionsKeepNoOtherJobWaiting() {
        // given: more jobs without room than one look takes
        String all = "{\"cron\": \"* * * * *\", \"catch_up\": \"all\", \"catch_up_window_seconds\": 86400}";
        List<UUID> waiting = IntStream.range(0, 30)
                .mapToObj(i -> workspace.job("cron", all, TARGET))
                .toList();
        waiting.forEach(job -> workspace.due(job, minutesAgo(150)));
        start();
        await().untilAsserted(() -> assertThat(waiting)
                .allSatisfy(job -> assertThat(queuedCount(job)).isEqualTo(100)));

        // when
        UUID other = workspace.job("cron", EVERY_MINUTE, TARGET);
        workspace.due(other, minutesAgo(5));

        // then
        await().untilAsserted(() -> assertThat(queuedCount(other)).isPositive());
    }

    @Test
    void believesNoEndedLeaseBeforeTheDatabaseWasInReachForAWhile() {
        UUID execution = runningWithEndedLease(0);

        start("scheduler.rescue.after-contact", "1h");

        UUID fence = workspace.queued(workspace.job("cron", EVERY_MINUTE, TARGET), Instant.now());
        await().untilAsserted(() -> assertThat(ARRIVED).containsKey(fence));
        assertThat(execution(execution)).containsEntry("status", "running");
    }

    @Test
    void completesAJobWhoseLastRunWasLostForGood() {
        UUID execution = runningWithEndedLease(4);
        write("UPDATE execution SET completes_plan = 1 WHERE id = ?", execution);

        start();

        await().untilAsserted(() -> assertThat(rows(
                        "SELECT state FROM job WHERE id = ?",
                        execution(execution).get("job_id")))
                .containsExactly(Map.of("state", "completed")));
    }

    @Test
    void dispatchesWhatTheApiLeftAtTheFirstNotification() {
        // given
        start("scheduler.claim.poll-interval", "1h");
        UUID job = workspace.job("cron", EVERY_MINUTE, TARGET);
        UUID execution = workspace.queued(job, Instant.now());

        // when
        await().untilAsserted(() -> {
            write("NOTIFY belfry_work");
            assertThat(ARRIVED).containsKey(execution);
        });

        // then
        assertThat(execution(execution).get("dispatched_at")).isNotNull();
    }

    @Test
    void handsOverAgainWhatNobodyTook() {
        UUID job = workspace.job("cron", EVERY_MINUTE, TARGET);
        UUID execution = workspace.queued(job, Instant.now().minusSeconds(3));
        write("UPDATE execution SET dispatched_at = now() - interval '1 minute' WHERE id = ?", execution);

        start("scheduler.dispatch.resend-after", "1s");

        await().untilAsserted(() -> assertThat(ARRIVED.getOrDefault(execution, new ConcurrentLinkedQueue<>()))
                .hasSizeGreaterThanOrEqualTo(2));
    }

    @Test
    void putsTheExecutionOfADeadExecutorBackWithTheLostAttemptAsEvidence() {
        UUID execution = runningWithEndedLease(0);

        start();

        await().untilAsserted(() -> assertThat(ARRIVED).containsKey(execution));
        assertThat(execution(execution))
                .containsEntry("status", "queued")
                .containsEntry("lost_count", 1)
                .containsEntry("lease_number", 7)
                .hasEntrySatisfying(
                        "attempts_json",
                        json -> assertThat((String) json)
                                .contains("\"errorClass\": \"EXECUTOR_LOST\"", "\"number\": 1"));
    }

    @Test
    void failsAnExecutionOverWhichFiveExecutorsCrashed() {
        UUID execution = runningWithEndedLease(4);

        start();

        await().untilAsserted(() -> assertThat(execution(execution))
                .containsEntry("status", "failed")
                .containsEntry("error_code", "EXECUTOR_LOST"));
    }

    @Test
    void doesNotTakeWhatStoppingExecutorsHandedBackForCrashes() {
        UUID execution = runningWithEndedLease(0);
        write("UPDATE execution SET lost_count = 9 WHERE id = ?", execution);

        start();

        await().untilAsserted(() -> assertThat(execution(execution))
                .containsEntry("status", "queued")
                .containsEntry("lost_count", 10)
                .containsEntry("crash_count", 1));
    }

    @Test
    void putsBackWhatALostExecutorHadClaimedAhead() {
        UUID execution = runningWithEndedLease(0);
        write("UPDATE execution SET status = 'queued', attempt_count = 0 WHERE id = ?", execution);

        start();

        await().untilAsserted(() -> assertThat(execution(execution))
                .containsEntry("claimed_by", null)
                .containsEntry("attempt_count", 1)
                .containsEntry("lost_count", 1)
                .containsEntry("crash_count", 1));
    }

    @Test
    void handsOverAgainWhatIsOverdueAndNotWhatIsClaimed() {
        UUID overdue = overdue();
        UUID claimed = overdue();
        write(
                "UPDATE execution SET claimed_by = 'x', lease_expires_at = now() + interval '1 hour' WHERE id = ?",
                claimed);

        start();

        await().untilAsserted(() ->
                assertThat(dispatchedAt(overdue)).isAfter(Instant.now().minusSeconds(60)));
        assertThat(dispatchedAt(claimed)).isBefore(Instant.now().minusSeconds(60));
    }

    @Test
    void leavesARunningExecutionAloneWhileItsLeaseHolds() {
        UUID held = runningWithEndedLease(0);
        write("UPDATE execution SET lease_expires_at = now() + interval '1 minute' WHERE id = ?", held);
        UUID lost = runningWithEndedLease(0);

        start();

        await().untilAsserted(() -> assertThat(execution(lost)).containsEntry("status", "queued"));
        assertThat(execution(held)).containsEntry("status", "running");
    }

    @Test
    void skipsWhatHadToBeginEarlierUnlessItHasBegun() {
        UUID job = workspace.job("cron", EVERY_MINUTE, TARGET);
        Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        UUID expired = workspace.queued(job, now);
        UUID begun = workspace.queued(job, now.plusMillis(1));
        UUID inTime = workspace.queued(job, now.plusMillis(2));
        write("UPDATE execution SET start_by = now() - interval '1 s' WHERE id IN (?, ?)", expired, begun);
        write("UPDATE execution SET attempt_count = 1 WHERE id = ?", begun);
        write("UPDATE execution SET start_by = now() + interval '1 hour' WHERE id = ?", inTime);

        start();

        await().untilAsserted(() -> assertThat(execution(expired))
                .containsEntry("status", "skipped")
                .containsEntry("reason", "expired"));
        assertThat(execution(begun)).containsEntry("status", "queued");
        assertThat(execution(inTime)).containsEntry("status", "queued");
    }

    @Test
    void keepsWhatWasAskedForLongAgoForATimeToCome() {
        rows("SELECT ensure_execution_partitions('2020-03-01', '2020-03-01')");
        UUID job = workspace.job("cron", EVERY_MINUTE, TARGET);
        UUID waits = workspace.queued(job, Instant.parse("2020-03-01T12:00:00Z"));
        UUID ended = workspace.queued(job, Instant.parse("2020-03-01T13:00:00Z"));
        write("UPDATE execution SET due_at = now() + interval '1 day', created_at = '2020-03-01' WHERE id = ?", waits);
        write("UPDATE execution SET status = 'succeeded' WHERE id = ?", ended);

        start();

        await().untilAsserted(() -> assertThat(partitionOf(waits)).isEqualTo("execution_default"));
        assertThat(rows("SELECT 1 FROM execution WHERE id = ?", ended)).isEmpty();
    }

    @Test
    void keepsWhatWasAskedForLongAgoAsLongAsOthersFromWhenItWasDue() {
        rows("SELECT ensure_execution_partitions('2020-03-02', '2020-03-02')");
        UUID job = workspace.job("cron", EVERY_MINUTE, TARGET);
        List<UUID> due = IntStream.range(0, 4)
                .mapToObj(hour -> workspace.queued(
                        job, Instant.parse("2020-03-02T12:00:00Z").plusSeconds(3_600L * hour)))
                .toList();
        UUID overdue = workspace.queued(job, Instant.parse("2020-03-02T11:00:00Z"));
        write("UPDATE execution SET due_at = now() - interval '1 h', created_at = '2020-03-02' WHERE job_id = ?", job);
        write("UPDATE execution SET status = 'running' WHERE id = ?", due.get(0));
        write("UPDATE execution SET dispatched_at = now() WHERE id = ?", due.get(1));
        write("UPDATE execution SET dispatched_at = now(), concurrency_limited = true WHERE id = ?", due.get(2));
        write("UPDATE execution SET due_at = '2020-03-02' WHERE id = ?", overdue);

        rows("SELECT drop_execution_partitions((now() AT TIME ZONE 'UTC')::date - 30)");

        assertThat(due)
                .allSatisfy(execution -> assertThat(partitionOf(execution)).isEqualTo("execution_default"));
        assertThat(rows("SELECT 1 FROM execution WHERE id = ?", overdue)).isEmpty();
        write("UPDATE execution SET status = 'succeeded' WHERE id = ?", due.get(0));
        write("UPDATE execution SET status = 'succeeded', due_at = now() - interval '32 d' WHERE id = ?", due.get(1));
        rows("SELECT drop_execution_partitions((now() AT TIME ZONE 'UTC')::date - 30)");
        assertThat(rows("SELECT 1 FROM execution WHERE id = ?", due.get(0))).hasSize(1);
        assertThat(rows("SELECT 1 FROM execution WHERE id = ?", due.get(1))).isEmpty();
    }

    @Test
    void forgetsBulkActionsWithTheDayTheyWereAskedForOn() {
        bulkAction("now() - interval '32 d'");
        bulkAction("now() - interval '29 d'");

        rows("SELECT drop_execution_partitions((now() AT TIME ZONE 'UTC')::date - 30)");

        assertThat(rows("SELECT name FROM bulk_action WHERE workspace_id = ?", workspace.id()))
                .extracting(row -> row.get("name"))
                .containsExactly("now() - interval '29 d'");
    }

    private void bulkAction(String at) {
        write(
                "INSERT INTO bulk_action (id, workspace_id, name, kind, state, executions)"
                        + " VALUES (execution_id_floor(" + at + "), ?, ?, 'cancel', 'completed', '{}')",
                workspace.id(),
                at);
    }

    @Test
    void givesEachDayItsPartitionAndMovesRowsThatCameBeforeIt() {
        // given
        UUID job = workspace.job("cron", EVERY_MINUTE, TARGET);
        Instant far = Instant.now().plus(Duration.ofDays(12)).truncatedTo(ChronoUnit.DAYS);
        UUID execution = workspace.queued(job, far);
        assertThat(partitionOf(execution)).isEqualTo("execution_default");

        // when
        start("scheduler.partition.days-ahead", "14");

        // then
        String day = "execution_" + far.toString().substring(0, 10).replace("-", "");
        await().untilAsserted(() -> assertThat(partitionOf(execution)).isEqualTo(day));
    }

    @Test
    void dropsTheDaysPastTheirRetention() {
        rows("SELECT ensure_execution_partitions('2020-02-01', '2020-02-01')");

        start();

        await().untilAsserted(() -> assertThat(rows("SELECT 1 FROM pg_class WHERE relname = 'execution_20200201'"))
                .isEmpty());
    }

    private void start(String... properties) {
        Map<String, String> settings = new HashMap<>(Map.of("scheduler.rescue.after-contact", "0s"));
        for (int i = 0; i < properties.length; i += 2) {
            settings.put(properties[i], properties[i + 1]);
        }
        Scheduler scheduler = new Scheduler(
                new Scheduler.Surroundings(vertx, pool, KAFKA),
                new Scheduler.Settings(
                        config(ClaimConfig.class, settings),
                        config(DispatchConfig.class, settings),
                        config(RescueConfig.class, settings),
                        config(PartitionConfig.class, settings),
                        config(MonitorConfig.class, settings)));
        schedulers.add(scheduler);
        scheduler.start();
    }

    private static <T> T config(Class<T> type, Map<String, String> settings) {
        return TestConfig.of(type, settings);
    }

    private UUID scheduledJob(Instant due) {
        UUID job = workspace.job("scheduled", "{\"run_at\": \"" + due + "\"}", TARGET);
        workspace.due(job, due);
        return job;
    }

    private UUID runningWithEndedLease(int crashes) {
        UUID execution = workspace.queued(workspace.job("cron", EVERY_MINUTE, TARGET), Instant.now());
        write("""
                UPDATE execution
                   SET status = 'running', attempt_count = 1, lost_count = ?, crash_count = ?, lease_number = 7,
                       claimed_by = 'gone',
                       lease_expires_at = now() - interval '1 second'
                 WHERE id = ?
                """, crashes, crashes, execution);
        return execution;
    }

    private UUID overdue() {
        UUID execution = workspace.queued(workspace.job("cron", EVERY_MINUTE, TARGET), Instant.now());
        write("""
                UPDATE execution SET due_at = now() - interval '1 hour', dispatched_at = now() - interval '1 hour'
                 WHERE id = ?
                """, execution);
        return execution;
    }

    private static Instant dispatchedAt(UUID execution) {
        return ((java.sql.Timestamp) execution(execution).get("dispatched_at")).toInstant();
    }

    private static int queuedCount(UUID job) {
        return rows("SELECT id FROM execution WHERE job_id = ? AND status = 'queued'", job)
                .size();
    }

    private static Instant nextRunAt(UUID job) {
        Object next = rows("SELECT next_run_at FROM job_due WHERE job_id = ?", job)
                .get(0)
                .get("next_run_at");
        return ((java.sql.Timestamp) next).toInstant();
    }

    private static Object partitionOf(UUID execution) {
        // A query that began before the day was attached may see the row in neither place.
        List<Map<String, Object>> found =
                rows("SELECT tableoid::regclass::text AS part FROM execution WHERE id = ?", execution);
        return found.isEmpty() ? "on its way" : found.get(0).get("part");
    }

    private static Instant soon(int seconds) {
        return Instant.now().plusSeconds(seconds).truncatedTo(ChronoUnit.MILLIS);
    }

    private static Instant minutesAgo(int minutes) {
        return Instant.now().minus(Duration.ofMinutes(minutes)).truncatedTo(ChronoUnit.MINUTES);
    }
}

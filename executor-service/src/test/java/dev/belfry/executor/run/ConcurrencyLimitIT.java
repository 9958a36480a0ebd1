package dev.belfry.executor.run;

import static dev.belfry.embedded.testing.TestWorkspace.execution;
import static dev.belfry.embedded.testing.TestWorkspace.rows;
import static dev.belfry.embedded.testing.TestWorkspace.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.belfry.core.testing.TargetServer;
import dev.belfry.core.testing.TargetServer.Answer;
import dev.belfry.embedded.testing.Servers;
import dev.belfry.embedded.testing.TestWorkspace;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a concurrency limit promises, whoever makes the calls. */
class ConcurrencyLimitIT {

    private static TestExecutors executors;

    private TestWorkspace workspace;

    @BeforeAll
    static void connect() {
        Awaitility.setDefaultTimeout(Duration.ofSeconds(30));
        executors = new TestExecutors();
    }

    @AfterAll
    static void disconnect() {
        executors.close();
    }

    @BeforeEach
    void prepare() {
        workspace = TestWorkspace.create();
    }

    @AfterEach
    void stop() {
        executors.stop();
    }

    @Test
    void theLineKeepsItsOrderAcrossExecutorsAndNeverHasTwoAtWork() {
        try (SlowTarget target = SlowTarget.answeringAfter(executors.vertx(), Duration.ofMillis(40))) {
            // given
            executors.start();
            executors.start();
            UUID job = job(target.url(), 1, "queue");
            Instant first = Instant.now().truncatedTo(ChronoUnit.MILLIS);
            List<UUID> line = IntStream.range(0, 25)
                    .mapToObj(i -> queued(job, first.plusMillis(i)))
                    .toList();

            // when: the messages come in any order
            List<UUID> shuffled = new ArrayList<>(line);
            Collections.shuffle(shuffled);
            shuffled.forEach(id -> executors.request(id, workspace.id(), first));

            // then
            await().untilAsserted(() -> assertThat(statuses(job)).hasSize(25).containsOnly("succeeded"));
            assertThat(target.called()).isEqualTo(line);
            assertThat(target.mostAtOnce()).isEqualTo(1);
        }
    }

    @Test
    void asManyAsTheLimitSaysRunAtOnce() {
        try (SlowTarget target = SlowTarget.answeringAfter(executors.vertx(), Duration.ofMillis(400))) {
            executors.start();
            UUID job = job(target.url(), 3, "queue");
            Instant due = Instant.now().truncatedTo(ChronoUnit.MILLIS);

            IntStream.range(0, 9).forEach(i -> request(job, due.plusMillis(i)));

            await().untilAsserted(() -> assertThat(statuses(job)).hasSize(9).containsOnly("succeeded"));
            assertThat(target.mostAtOnce()).isEqualTo(3);
        }
    }

    @Test
    void aLimitThatTheRowDoesNotKnowOfHoldsAllTheSame() {
        try (SlowTarget target = SlowTarget.answeringAfter(executors.vertx(), Duration.ofMillis(300))) {
            executors.start();
            UUID job = job(target.url(), 1, "queue");
            UUID first = request(job, soon(0));
            await().untilAsserted(() -> assertThat(target.called()).containsExactly(first));

            UUID unaware = workspace.queued(job, soon(0));
            executors.request(unaware, workspace.id(), soon(0));

            fence();
            await().untilAsserted(() -> assertThat(execution(first)).containsEntry("status", "succeeded"));
            executors.request(unaware, workspace.id(), soon(0));
            await().untilAsserted(() -> assertThat(execution(unaware)).containsEntry("status", "succeeded"));
            assertThat(target.mostAtOnce()).isEqualTo(1);
        }
    }

    @Test
    void anExecutionBetweenTwoAttemptsKeepsItsSlot() {
        try (TargetServer target = TargetServer.start()) {
            // given
            executors.start();
            target.answer("/flaky", Answer.status(503), Answer.status(503), Answer.status(200));
            UUID job = job(target.url("/flaky"), 1, "queue");

            // when
            UUID older = request(job, soon(0));
            UUID younger = request(job, soon(5));

            // then
            await().untilAsserted(() -> assertThat(execution(younger)).containsEntry("status", "succeeded"));
            assertThat(execution(older)).containsEntry("attempt_count", 3);
            assertThat(target.received("/flaky"))
                    .extracting(call -> call.headers().get("x-cron-service-execution-id"))
                    .containsExactly(older.toString(), older.toString(), older.toString(), younger.toString());
        }
    }

    @Test
    void anExecutionCanceledBetweenTwoAttemptsGivesItsSlotAtOnce() {
        try (TargetServer target = TargetServer.start()) {
            // given: an execution that waits four seconds for its next attempt, and one behind it
            executors.start();
            target.answer("/busy", Answer.status(503).with("Retry-After", "4"), Answer.status(200));
            UUID job = job(target.url("/busy"), 1, "queue");
            UUID older = request(job, soon(0));
            await().untilAsserted(() -> assertThat(execution(older))
                    .containsEntry("status", "queued")
                    .containsEntry("attempt_count", 1));
            UUID younger = request(job, soon(0));
            fence();
            assertThat(execution(younger)).containsEntry("status", "queued");

            // when
            write("UPDATE execution SET status = 'canceled', finished_at = now() WHERE id = ?", older);
            executors.tellOfCancellation(older, workspace.id());

            // then: nobody else hands it over here
            await().untilAsserted(() -> assertThat(execution(younger)).containsEntry("status", "succeeded"));
            assertThat(execution(older)).containsEntry("attempt_count", 1);
        }
    }

    @Test
    void skipsWhatComesDueWhileAnotherIsOpenAndCompletesAJobWithItsLastTick() {
        try (SlowTarget target = SlowTarget.neverAnswering(executors.vertx())) {
            // given
            executors.start();
            UUID job = job(target.url(), 1, "skip");
            UUID running = request(job, soon(0));
            await().untilAsserted(() -> assertThat(target.called()).containsExactly(running));

            // when
            UUID last = queued(job, soon(0));
            write("UPDATE execution SET completes_plan = 1 WHERE id = ?", last);
            executors.request(last, workspace.id(), soon(0));

            // then
            await().untilAsserted(() -> assertThat(execution(last))
                    .containsEntry("status", "skipped")
                    .containsEntry("reason", "overlap")
                    .containsEntry("attempt_count", 0));
            assertThat(execution(last).get("finished_at")).isNotNull();
            assertThat(rows("SELECT state FROM job WHERE id = ?", job)).containsExactly(Map.of("state", "completed"));
            assertThat(execution(running)).containsEntry("status", "running");
        }
    }

    @Test
    void cancelsTheOldCallForTheNewTick() {
        try (SlowTarget target = SlowTarget.neverAnswering(executors.vertx())) {
            // given: on one executor or the other
            executors.start();
            executors.start();
            UUID job = job(target.url(), 1, "cancel_running");
            UUID old = request(job, soon(0));
            await().untilAsserted(() -> assertThat(target.called()).containsExactly(old));

            // when
            UUID young = request(job, soon(0));

            // then
            await().untilAsserted(() -> assertThat(target.called()).containsExactly(old, young));
            assertThat(execution(old)).containsEntry("status", "canceled").containsEntry("reason", "overlap");
            await().untilAsserted(() -> assertThat(target.cutOff()).containsExactly(old));
            await().untilAsserted(() ->
                    assertThat((String) execution(old).get("attempts_json")).contains("CANCELED"));
            assertThat(execution(young)).containsEntry("status", "running");
        }
    }

    @Test
    void takesNoSlotOfAnExecutionThatSomebodyElseHasLocked() throws Exception {
        try (SlowTarget target = SlowTarget.neverAnswering(executors.vertx());
                Connection other = Servers.connection();
                Statement statement = other.createStatement()) {
            // given
            executors.start();
            UUID job = job(target.url(), 1, "cancel_running");
            UUID old = request(job, soon(0));
            await().untilAsserted(() -> assertThat(target.called()).containsExactly(old));
            other.setAutoCommit(false);
            statement.execute("SELECT id FROM execution WHERE id = '" + old + "' FOR UPDATE");

            // when
            UUID young = request(job, soon(0));

            // then: nothing waits for the lock, and nothing happens without it
            fence();
            assertThat(execution(young)).containsEntry("status", "queued");
            other.rollback();
            await().untilAsserted(() -> assertThat(target.called()).containsExactly(old, young));
            assertThat(execution(old)).containsEntry("status", "canceled");
        }
    }

    @Test
    void aThousandWaitAndTheNextIsSkipped() {
        try (SlowTarget target = SlowTarget.neverAnswering(executors.vertx())) {
            // given
            executors.start();
            UUID job = job(target.url(), 1, "queue");
            UUID running = request(job, soon(-10_000));
            await().untilAsserted(() -> assertThat(target.called()).containsExactly(running));
            write("""
                    INSERT INTO execution (id, workspace_id, job_id, status, source, scheduled_for, due_at,
                                           concurrency_limited)
                    SELECT uuidv7(interval '-5 seconds'), ?, ?, 'queued', 'schedule', now(), now(), true
                      FROM generate_series(1, 999)
                    """, workspace.id(), job);

            // when
            UUID thousandth = request(job, soon(0));
            UUID next = request(job, soon(10));

            // then
            await().untilAsserted(() -> assertThat(execution(next))
                    .containsEntry("status", "skipped")
                    .containsEntry("reason", "queue_full"));
            assertThat(execution(thousandth)).containsEntry("status", "queued");
        }
    }

    private UUID job(String url, int limit, String overlap) {
        UUID job = workspace.job("cron", "{}", url);
        write("UPDATE job SET concurrency_limit = ?, overlap = ? WHERE id = ?", limit, overlap, job);
        return job;
    }

    private UUID queued(UUID job, Instant due) {
        UUID execution = workspace.queued(job, due);
        write("UPDATE execution SET concurrency_limited = true WHERE id = ?", execution);
        return execution;
    }

    private UUID request(UUID job, Instant due) {
        UUID execution = queued(job, due);
        executors.request(execution, workspace.id(), due);
        return execution;
    }

    /** Whatever was requested before has been looked at when this has run. */
    private void fence() {
        try (TargetServer target = TargetServer.start()) {
            UUID fence = workspace.queued(workspace.job("cron", "{}", target.url("/fence")), soon(500));
            executors.request(fence, workspace.id(), soon(500));
            await().untilAsserted(() -> assertThat(execution(fence)).containsEntry("status", "succeeded"));
        }
    }

    private static List<Object> statuses(UUID job) {
        return rows("SELECT status FROM execution WHERE job_id = ?", job).stream()
                .map(row -> row.get("status"))
                .toList();
    }

    private static Instant soon(int millis) {
        return Instant.now().plusMillis(millis).truncatedTo(ChronoUnit.MILLIS);
    }
}

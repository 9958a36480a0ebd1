package dev.belfry.executor.run;

import static dev.belfry.embedded.testing.TestWorkspace.execution;
import static dev.belfry.embedded.testing.TestWorkspace.rows;
import static dev.belfry.embedded.testing.TestWorkspace.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.belfry.embedded.fault.Fault;
import dev.belfry.embedded.fault.Faults;
import dev.belfry.embedded.fault.PostgresProxy;
import dev.belfry.embedded.testing.Servers;
import dev.belfry.embedded.testing.TestWorkspace;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Connections that are lost at the wrong moment, and a database that is away: nothing is lost or written twice. */
class FaultyDatabaseIT {

    private final TestWorkspace workspace = TestWorkspace.create();
    private PostgresProxy proxy;
    private TestExecutors executors;
    private SlowTarget target;

    @BeforeAll
    static void waitForSlowMachines() {
        Awaitility.setDefaultTimeout(Duration.ofSeconds(30));
    }

    @BeforeEach
    void start() throws IOException {
        proxy = PostgresProxy.before(Servers.start().reactiveUrl());
        executors = new TestExecutors(proxy.through(Servers.start().reactiveUrl()));
        target = SlowTarget.answeringAfter(executors.vertx(), Duration.ofMillis(200));
        executors.start();
    }

    @AfterEach
    void stop() throws IOException {
        proxy.lose(Faults.NONE);
        target.close();
        executors.close();
        proxy.close();
    }

    @ParameterizedTest
    @EnumSource(names = {"LOST", "ANSWER_LOST"})
    void aLostReportIsWrittenOnce(Fault fault) {
        proxy.lose(Faults.once(fault, "WITH report AS"));

        UUID execution = request();

        await().untilAsserted(() -> assertThat(execution(execution)).containsEntry("status", "succeeded"));
        await().until(() -> lost(fault) == 1);
        assertSettledOnce(execution);
    }

    @ParameterizedTest
    @EnumSource(names = {"LOST", "ANSWER_LOST"})
    void aLostClaimIsCalledOnce(Fault fault) {
        proxy.lose(Faults.once(fault, "SET claimed_by = $2"));

        UUID execution = request();

        await().untilAsserted(() -> assertThat(execution(execution)).containsEntry("status", "succeeded"));
        assertThat(lost(fault)).isEqualTo(1);
        assertSettledOnce(execution);
    }

    /** Nobody else is there to find out that the lease of a slot ends without a call. */
    @ParameterizedTest
    @EnumSource(names = {"LOST", "ANSWER_LOST"})
    void aLostSlotIsCalledOnce(Fault fault) {
        UUID job = workspace.job("cron", "{}", target.url());
        write("UPDATE job SET concurrency_limit = 1 WHERE id = ?", job);
        proxy.lose(Faults.once(fault, "COMMIT"));

        UUID first = request(job);
        await().until(() -> lost(fault) == 1);
        UUID second = request(job);

        await().untilAsserted(() -> assertThat(execution(first)).containsEntry("status", "succeeded"));
        assertSettledOnce(first);
        executors.request(second, workspace.id(), dueNow());
        await().untilAsserted(() -> assertThat(execution(second)).containsEntry("status", "succeeded"));
        assertSettledOnce(second);
        assertThat(target.mostAtOnce()).isEqualTo(1);
    }

    @Test
    void whateverIsLostEachExecutionIsCalledAndWrittenOnce() {
        UUID job = workspace.job("cron", "{}", target.url());
        proxy.lose(Faults.random(2026, 0.1, 0.1));

        List<UUID> executions =
                IntStream.range(0, 200).mapToObj(i -> request(job, i * 10)).toList();

        await().untilAsserted(() -> assertThat(rows("SELECT status FROM execution WHERE job_id = ?", job))
                .hasSize(200)
                .allSatisfy(row -> assertThat(row).containsEntry("status", "succeeded")));
        assertThat(proxy.counts().lost()).isPositive();
        assertThat(proxy.counts().answersLost()).isPositive();
        assertThat(executions).allSatisfy(this::assertSettledOnce);
    }

    @Test
    void reportsWaitForADatabaseThatIsAwayAndThoseWithoutALeaseEndAsEvidence() {
        // given two calls under way
        target.close();
        target = SlowTarget.answeringAfter(executors.vertx(), Duration.ofSeconds(2));
        UUID kept = request();
        UUID lostMeanwhile = request();
        await().until(() -> target.called().size() == 2);

        // when they end while the database is away, and somebody who reaches it gives one of them up
        proxy.refuse(true);
        write("""
                UPDATE execution SET status = 'queued', claimed_by = NULL, lease_expires_at = NULL, attempt_count = 1
                 WHERE id = ?
                """, lostMeanwhile);
        await().during(Duration.ofSeconds(3))
                .untilAsserted(() -> assertThat(execution(kept)).containsEntry("finished_at", null));
        proxy.refuse(false);

        // then
        await().atMost(Duration.ofSeconds(5))
                .untilAsserted(() -> assertThat(execution(kept)).containsEntry("status", "succeeded"));
        assertSettledOnce(kept);
        await().untilAsserted(() -> assertThat(attempts(lostMeanwhile)).contains("\"late\": true"));
        assertThat(execution(lostMeanwhile)).containsEntry("status", "queued").containsEntry("finished_at", null);
    }

    @Test
    void goesOnWhenASilentDatabaseAnswersAgain() {
        proxy.silence(true);
        UUID execution = request();
        await().during(Duration.ofSeconds(1)).until(() -> target.called().isEmpty());

        proxy.silence(false);

        await().atMost(Duration.ofSeconds(5))
                .untilAsserted(() -> assertThat(execution(execution)).containsEntry("status", "succeeded"));
        assertSettledOnce(execution);
    }

    private void assertSettledOnce(UUID execution) {
        assertThat(target.called()).containsOnlyOnce(execution);
        assertThat(rows("SELECT jsonb_array_length(attempts) AS attempts FROM execution WHERE id = ?", execution)
                        .get(0))
                .containsEntry("attempts", 1);
        assertThat(attempts(execution)).doesNotContain("\"late\"");
    }

    private static String attempts(UUID execution) {
        return (String) execution(execution).get("attempts_json");
    }

    private long lost(Fault fault) {
        return fault == Fault.LOST ? proxy.counts().lost() : proxy.counts().answersLost();
    }

    private UUID request() {
        return request(workspace.job("cron", "{}", target.url()));
    }

    private UUID request(UUID job) {
        return request(job, 0);
    }

    private UUID request(UUID job, int laterMillis) {
        Instant due = dueNow().plusMillis(laterMillis);
        UUID execution = workspace.queued(job, due);
        write(
                "UPDATE execution SET concurrency_limited = j.concurrency_limit IS NOT NULL FROM job j"
                        + " WHERE j.id = execution.job_id AND execution.id = ?",
                execution);
        executors.request(execution, workspace.id(), due);
        return execution;
    }

    private static Instant dueNow() {
        return Instant.now().truncatedTo(ChronoUnit.MILLIS);
    }
}

package dev.belfry.executor.run;

import static dev.belfry.embedded.testing.TestWorkspace.execution;
import static dev.belfry.embedded.testing.TestWorkspace.rows;
import static dev.belfry.embedded.testing.TestWorkspace.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.belfry.embedded.testing.TestWorkspace;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is too large to be held until its instant, or beside others, is read when there is room for it. */
class LargeRequestsIT {

    private static final int BODY = 100_000;

    private static TestExecutors executors;

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
        workspace = TestWorkspace.create();
    }

    @AfterEach
    void stop() {
        executors.stop();
    }

    @Test
    void asManyBytesAreUnderWayAsThereIsRoomFor() {
        executors.start("executor.admission.request-bytes", "250000");
        try (SlowTarget target = SlowTarget.answeringAfter(executors.vertx(), Duration.ofMillis(100))) {
            List<UUID> runs = large(target, 12, Duration.ofSeconds(1));

            await().untilAsserted(() -> assertThat(target.called()).containsExactlyInAnyOrderElementsOf(runs));

            assertThat(target.mostAtOnce()).isEqualTo(3);
            assertThat(target.received()).containsOnly((long) BODY);
            runs.forEach(run -> await().untilAsserted(() -> assertSucceeded(run)));
        }
    }

    @Test
    void whatWaitsForRoomHoldsNobodyElseUp() {
        executors.start(
                "executor.admission.request-bytes", "250000",
                "executor.admission.request-bytes-per-workspace", "150000");
        try (SlowTarget silent = SlowTarget.neverAnswering(executors.vertx());
                SlowTarget target = SlowTarget.answeringAfter(executors.vertx(), Duration.ofMillis(1))) {
            large(silent, 12, Duration.ZERO);
            await().until(() -> !silent.called().isEmpty());
            workspace = TestWorkspace.create();

            List<UUID> others = large(target, 3, Duration.ZERO);
            UUID small = request(workspace.job("cron", "{}", target.url()), Instant.now());

            others.forEach(run -> await().untilAsserted(() -> assertSucceeded(run)));
            await().untilAsserted(() -> assertSucceeded(small));
            assertThat(silent.called().size()).isLessThan(3);
        }
    }

    /** Packed it takes two kilobytes; with what its template may make of it, it is longer than anybody would think. */
    @Test
    void whatIsLongerThanItLookedIsReadAllTheSame() {
        executors.start();
        try (SlowTarget target = SlowTarget.answeringAfter(executors.vertx(), Duration.ofMillis(1))) {
            UUID job = workspace.job("cron", "{}", target.url());
            write("""
                    UPDATE job SET request = jsonb_set(jsonb_set(request::jsonb, '{method}', '"POST"'), '{body}',
                                                       jsonb_build_array(repeat('x', 250000), '{{execution.id}}'))::json
                     WHERE id = ?
                    """, job);
            assertThat(rows(
                            "SELECT pg_column_size(request) BETWEEN 2049 AND 4000 AS packed FROM job WHERE id = ?",
                            job))
                    .containsExactly(Map.of("packed", true));

            UUID run = request(job, Instant.now().truncatedTo(ChronoUnit.MILLIS));

            await().untilAsserted(() -> assertSucceeded(run));
            assertThat(target.called()).containsExactly(run);
        }
    }

    @Test
    void whatIsTooMuchToHoldUntilItsInstantIsReadAtIt() {
        executors.start("executor.run.max-bytes-ahead", "0");
        try (SlowTarget target = SlowTarget.answeringAfter(executors.vertx(), Duration.ofMillis(1))) {
            Instant due = Instant.now().plusMillis(2_500).truncatedTo(ChronoUnit.MILLIS);
            UUID job = workspace.job("cron", "{}", target.url());
            UUID edited = workspace.job("cron", "{}", "http://127.0.0.1:1/nowhere");
            UUID canceled = workspace.job("cron", "{}", target.url());
            UUID run = request(job, due);
            UUID editedRun = request(edited, due);
            UUID canceledRun = request(canceled, due);
            await().until(() -> execution(canceledRun).get("claimed_by") != null);

            write(
                    "UPDATE job SET request = ?::json, updated_at = now() WHERE id = ?",
                    TestWorkspace.getRequest(target.url()),
                    edited);
            write("UPDATE execution SET status = 'canceled', finished_at = now() WHERE id = ?", canceledRun);

            await().untilAsserted(() -> assertSucceeded(run));
            await().untilAsserted(() -> assertSucceeded(editedRun));
            assertThat(target.called()).containsExactlyInAnyOrder(run, editedRun);
        }
    }

    /** Executions of jobs with large bodies, due after a time. */
    private List<UUID> large(SlowTarget target, int count, Duration after) {
        Instant due = Instant.now().plus(after).truncatedTo(ChronoUnit.MILLIS);
        List<UUID> jobs = IntStream.range(0, count)
                .mapToObj(i -> workspace.job("cron", "{}", target.url()))
                .toList();
        write("""
                UPDATE job SET request = jsonb_set(jsonb_set(request::jsonb, '{method}', '"POST"'), '{body}',
                                                   jsonb_build_array(repeat('x', ?)))::json
                 WHERE id = ANY(?::uuid[])
                """, BODY - 4, jobs.toString().replace('[', '{').replace(']', '}'));
        return jobs.stream().map(job -> request(job, due)).toList();
    }

    private UUID request(UUID job, Instant due) {
        UUID run = workspace.queued(job, due);
        executors.request(run, workspace.id(), due);
        return run;
    }

    private static void assertSucceeded(UUID run) {
        assertThat(execution(run)).containsEntry("status", "succeeded");
    }
}

package dev.belfry.executor.run;

import static dev.belfry.embedded.testing.TestWorkspace.execution;
import static dev.belfry.embedded.testing.TestWorkspace.getRequest;
import static dev.belfry.embedded.testing.TestWorkspace.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.belfry.core.testing.TargetServer;
import dev.belfry.core.testing.TargetServer.Answer;
import dev.belfry.embedded.testing.TestWorkspace;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is claimed before its instant is called at its instant, as it is then, or not at all. */
class ClaimAheadIT {

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

    @Test
    void aClaimIsMadeBeforeTheInstantAndTheCallAtIt() {
        executors.start("executor.run.claim-ahead", "10s");
        UUID job = workspace.job("cron", "{}", target.url("/"));

        UUID execution = claimedAhead(job);

        assertThat(execution(execution))
                .containsEntry("status", "queued")
                .containsEntry("attempt_count", 0)
                .containsEntry("started_at", null);
        assertThat(leaseEnd(execution)).isAfter(due(execution));
        await().untilAsserted(() -> assertThat(execution(execution)).containsEntry("status", "succeeded"));
        assertThat(target.received("/"))
                .singleElement()
                .satisfies(call -> assertThat(call.at()).isAfterOrEqualTo(due(execution)));
        assertThat(execution(execution)).containsEntry("attempt_count", 1).containsEntry("claimed_by", null);
        assertThat(started(execution)).isAfterOrEqualTo(due(execution));
    }

    @Test
    void anEditAfterTheClaimCounts() {
        executors.start("executor.run.claim-ahead", "10s");
        UUID job = workspace.job("cron", "{}", target.url("/before"));
        UUID execution = claimedAhead(job);

        write(
                "UPDATE job SET request = ?::json, updated_at = now() WHERE id = ?",
                getRequest(target.url("/after")),
                job);

        await().untilAsserted(() -> assertThat(target.received("/after")).hasSize(1));
        assertThat(target.received("/before")).isEmpty();
        await().untilAsserted(() -> assertThat(execution(execution))
                .containsEntry("status", "succeeded")
                .containsEntry("attempt_count", 1));
    }

    @Test
    void whatIsTakenBackAfterTheClaimIsNotCalledThoughNobodyTells() {
        executors.start("executor.run.claim-ahead", "10s");
        UUID canceled = claimedAhead(workspace.job("cron", "{}", target.url("/canceled")));
        UUID deleted = claimedAhead(workspace.job("cron", "{}", target.url("/deleted")));
        UUID last = claimedAhead(workspace.job("cron", "{}", target.url("/last")));

        write("UPDATE execution SET status = 'canceled', claimed_by = NULL WHERE id = ?", canceled);
        write("DELETE FROM execution WHERE id = ?", deleted);

        await().untilAsserted(() -> assertThat(execution(last)).containsEntry("status", "succeeded"));
        assertThat(target.received("/canceled")).isEmpty();
        assertThat(target.received("/deleted")).isEmpty();
    }

    @Test
    void aStopGivesBackWhatItHasClaimedAheadWithoutATrace() {
        executors.start("executor.run.claim-ahead", "1h", "executor.run.drain", "5s");
        UUID execution = claimed(
                workspace.job("cron", "{}", target.url("/")), Instant.now().plusSeconds(60));

        executors.stop();

        assertThat(execution(execution))
                .containsEntry("status", "queued")
                .containsEntry("claimed_by", null)
                .containsEntry("dispatched_at", null)
                .containsEntry("lost_count", 0)
                .containsEntry("attempts_json", "[]");
        assertThat(target.received("/")).isEmpty();
    }

    @Test
    void whereNothingMayBeClaimedAheadTheClaimComesWithTheInstant() {
        executors.start("executor.run.max-claimed-ahead", "0");
        UUID execution = queued(
                workspace.job("cron", "{}", target.url("/")), Instant.now().plusMillis(1500));

        await().untilAsserted(() -> assertThat(execution(execution)).containsEntry("status", "succeeded"));

        assertThat(execution(execution)).containsEntry("lease_number", 1);
        assertThat(started(execution)).isAfterOrEqualTo(due(execution));
    }

    @Test
    void aCallThatBeganAsItsTickWasSkippedHasRunAllTheSame() {
        target.answer("/", Answer.never());
        executors.start("executor.run.show-running-after", "1h");
        UUID execution = queued(workspace.job("cron", "{}", target.url("/")), Instant.now());
        await().untilAsserted(() -> assertThat(target.received("/")).hasSize(1));

        write(
                "UPDATE execution SET status = 'skipped', reason = 'paused', finished_at = now() WHERE id = ?",
                execution);
        target.close();

        await().untilAsserted(() ->
                assertThat((String) execution(execution).get("attempts_json")).contains("CONNECTION_FAILED"));
        assertThat(execution(execution)).containsEntry("attempt_count", 1).containsEntry("reason", null);
    }

    @Test
    void aRequestThatQuotesItsBeginningIsWrittenDownBeforeTheCall() {
        target.answer("/", Answer.never());
        executors.start("executor.run.show-running-after", "1h");
        UUID job = workspace.job("cron", "{}", target.url("/"));
        write(
                "UPDATE job SET request = jsonb_set(request::jsonb, '{headers}', '{\"X-At\": \"{{timestamp}}\"}') WHERE id = ?",
                job);
        UUID execution = queued(job, Instant.now());

        await().untilAsserted(() -> assertThat(target.received("/")).hasSize(1));

        assertThat(execution(execution)).containsEntry("status", "running").containsEntry("attempt_count", 1);
        assertThat(target.received("/").get(0).headers().get("x-at"))
                .isEqualTo(started(execution).truncatedTo(ChronoUnit.MILLIS).toString());
    }

    /** An execution that comes due in a moment and is claimed by now. */
    private UUID claimedAhead(UUID job) {
        return claimed(job, Instant.now().plusSeconds(5));
    }

    private UUID claimed(UUID job, Instant due) {
        UUID execution = queued(job, due);
        await().untilAsserted(
                        () -> assertThat(execution(execution).get("claimed_by")).isNotNull());
        assertThat(Instant.now()).isBefore(due);
        return execution;
    }

    private UUID queued(UUID job, Instant due) {
        Instant millis = due.truncatedTo(ChronoUnit.MILLIS);
        UUID execution = workspace.queued(job, millis);
        executors.request(execution, workspace.id(), millis);
        return execution;
    }

    private static Instant due(UUID execution) {
        return instant(execution, "due_at");
    }

    private static Instant started(UUID execution) {
        return instant(execution, "started_at");
    }

    private static Instant leaseEnd(UUID execution) {
        return instant(execution, "lease_expires_at");
    }

    private static Instant instant(UUID execution, String column) {
        return ((Timestamp) execution(execution).get(column)).toInstant();
    }
}

package dev.belfry.executor.run;

import static dev.belfry.embedded.testing.TestWorkspace.execution;
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
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A cancellation ends the call, wherever it is made, and never undoes an end. */
class CancelIT {

    private static TestExecutors executors;

    private TestWorkspace workspace;
    private SlowTarget target;

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
        target = SlowTarget.neverAnswering(executors.vertx());
    }

    @AfterEach
    void stop() {
        executors.stop();
        target.close();
    }

    @Test
    void aMessageCutsTheCallOffWithinASecondAndFreesItsPlace() {
        // given: room for one call to this host, which hangs
        executors.start("executor.admission.per-host", "1", "executor.run.lease", "1h");
        executors.start("executor.admission.per-host", "1", "executor.run.lease", "1h");
        UUID execution = running();

        // when
        cancel(execution);
        executors.tellOfCancellation(execution, workspace.id());

        // then
        await().atMost(Duration.ofSeconds(1))
                .untilAsserted(() -> assertThat(target.cutOff()).containsExactly(execution));
        await().untilAsserted(() -> assertThat((String) execution(execution).get("attempts_json"))
                .contains("\"errorClass\": \"CANCELED\"", "\"late\": true"));
        assertThat(execution(execution)).containsEntry("status", "canceled").containsEntry("error_code", null);
        UUID next = request();
        await().untilAsserted(() -> assertThat(target.called()).containsExactly(execution, next));
        assertThat(executors.leasesLost()).isZero();
    }

    @Test
    void aLostMessageIsMadeUpForByTheNextRenewal() {
        executors.start("executor.run.lease", "3s");
        UUID execution = running();

        cancel(execution);

        await().atMost(Duration.ofSeconds(3))
                .untilAsserted(() -> assertThat(target.cutOff()).containsExactly(execution));
    }

    @Test
    void aCallWhoseRowWasDeletedIsCutOff() {
        executors.start("executor.run.lease", "3s");
        UUID execution = running();

        write("DELETE FROM execution WHERE id = ?", execution);

        await().untilAsserted(() -> assertThat(target.cutOff()).containsExactly(execution));
    }

    @Test
    void aCallThatSomebodyElseMakesByNowIsCutOffAndStaysEvidence() {
        executors.start("executor.run.lease", "3s");
        UUID execution = running();

        write("UPDATE execution SET status = 'running', lease_number = lease_number + 1 WHERE id = ?", execution);

        await().untilAsserted(() -> assertThat(target.cutOff()).containsExactly(execution));
        await().untilAsserted(() -> assertThat((String) execution(execution).get("attempts_json"))
                .contains("EXECUTOR_LOST", "\"late\": true"));
        await().untilAsserted(() -> assertThat(executors.leasesLost()).isEqualTo(1));
        assertThat(execution(execution)).containsEntry("status", "running").containsEntry("lost_count", 0);
    }

    @Test
    void aRenewalCutsNoCallOffThatIsMerelyLocked() throws Exception {
        executors.start("executor.run.lease", "1s");
        UUID execution = running();
        Instant before = Instant.now();

        try (Connection other = Servers.connection();
                Statement statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute("SELECT id FROM execution WHERE id = '" + execution + "' FOR UPDATE");
            await().until(() -> Duration.between(before, Instant.now()).toMillis() > 1_200);
            other.rollback();
        }

        assertThat(target.cutOff()).isEmpty();
        assertThat(execution(execution)).containsEntry("status", "running");
    }

    @Test
    void whatWaitsForItsNextAttemptIsDropped() {
        try (TargetServer flaky = TargetServer.start()) {
            executors.start();
            flaky.answer("/flaky", Answer.status(503).with("Retry-After", "2"));
            UUID execution = request(flaky.url("/flaky"));
            await().untilAsserted(() -> assertThat(execution(execution))
                    .containsEntry("status", "queued")
                    .containsEntry("attempt_count", 1));

            cancel(execution);
            executors.tellOfCancellation(execution, workspace.id());

            UUID fence = workspace.queued(workspace.job("cron", "{}", flaky.url("/fence")), soon(3_000));
            executors.request(fence, workspace.id(), soon(3_000));
            await().untilAsserted(() -> assertThat(flaky.received("/fence")).hasSize(1));
            assertThat(flaky.received("/flaky")).hasSize(1);
        }
    }

    @Test
    void aCancellationThatComesAfterTheEndChangesNothing() {
        try (TargetServer quick = TargetServer.start()) {
            executors.start();
            UUID execution = request(quick.url("/quick"));
            await().untilAsserted(() -> assertThat(execution(execution)).containsEntry("status", "succeeded"));

            cancel(execution);
            executors.tellOfCancellation(execution, workspace.id());

            UUID other = running();
            cancel(other);
            executors.tellOfCancellation(other, workspace.id());
            await().untilAsserted(() -> assertThat(target.cutOff()).containsExactly(other));
            assertThat(execution(execution)).containsEntry("status", "succeeded");
        }
    }

    private UUID running() {
        UUID execution = request();
        await().untilAsserted(() -> assertThat(target.called()).contains(execution));
        return execution;
    }

    private UUID request() {
        return request(target.url());
    }

    private UUID request(String url) {
        UUID execution = workspace.queued(workspace.job("cron", "{}", url), soon(0));
        executors.request(execution, workspace.id(), soon(0));
        return execution;
    }

    /** As api-service does it. */
    private static void cancel(UUID execution) {
        write("""
                UPDATE execution
                   SET status = 'canceled', finished_at = now(), claimed_by = NULL, lease_expires_at = NULL
                 WHERE id = ? AND status IN ('queued', 'running', 'waiting')
                """, execution);
    }

    private static Instant soon(int millis) {
        return Instant.now().plusMillis(millis).truncatedTo(ChronoUnit.MILLIS);
    }
}

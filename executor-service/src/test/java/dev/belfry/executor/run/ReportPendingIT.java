package dev.belfry.executor.run;

import static dev.belfry.embedded.testing.TestWorkspace.execution;
import static dev.belfry.embedded.testing.TestWorkspace.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.belfry.core.testing.TargetServer;
import dev.belfry.core.testing.TargetServer.Answer;
import dev.belfry.embedded.testing.TestWorkspace;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Which ends are marked for the notifier: those that a rule of the job, its tag or its workspace waits for. */
class ReportPendingIT {

    private static TestExecutors executors;

    private final TargetServer target =
            TargetServer.start().answer("/fails", Answer.status(400)).answer("/works", Answer.status(200));
    private final TestWorkspace workspace = TestWorkspace.create();
    private final UUID channel = workspace.webhook(target.url("/told"));

    @BeforeAll
    static void connect() {
        executors = new TestExecutors();
        executors.start();
    }

    @AfterAll
    static void disconnect() {
        executors.close();
    }

    @AfterEach
    void stop() {
        target.close();
    }

    @Test
    void aRuleOfTheWorkspaceMarksTheEndsOfAllItsJobs() {
        rule(null, "on_failure", null);

        assertThat(isPendingAfter("/fails", "{}")).isTrue();
        assertThat(isPendingAfter("/works", "{}")).isFalse();
    }

    @Test
    void aRuleOfATagMarksTheEndsOfItsJobsOnly() {
        rule(null, "on_completion", "'billing'");

        assertThat(isPendingAfter("/works", "{a,billing}")).isTrue();
        assertThat(isPendingAfter("/works", "{a}")).isFalse();
    }

    @Test
    void aRuleThatTellsOutagesHasToHearOfTheirEnds() {
        rule("3", "on_failure", null);

        assertThat(isPendingAfter("/fails", "{}")).isTrue();
        assertThat(isPendingAfter("/works", "{}")).isTrue();
    }

    @Test
    void aRuleOfAnotherWorkspaceMarksNothing() {
        TestWorkspace other = TestWorkspace.create();
        write("""
                INSERT INTO notification_rule (id, workspace_id, channel_id, event, created_at)
                VALUES (gen_random_uuid(), ?, ?, 'on_completion', now())
                """, other.id(), other.webhook(target.url("/told")));

        assertThat(isPendingAfter("/works", "{}")).isFalse();
    }

    private void rule(String afterFailures, String event, String tag) {
        write("""
                INSERT INTO notification_rule (id, workspace_id, channel_id, event, after_failures, tag, created_at)
                VALUES (gen_random_uuid(), ?, ?, ?, %s, %s, now())
                """.formatted(afterFailures, tag), workspace.id(), channel, event);
    }

    private boolean isPendingAfter(String path, String tags) {
        UUID job = workspace.job("cron", "{}", target.url(path));
        write("UPDATE job SET tags = ?::text[] WHERE id = ?", tags, job);
        Instant due = Instant.now();
        UUID execution = workspace.queued(job, due);
        executors.request(execution, workspace.id(), due);
        await().until(() -> execution(execution).get("finished_at") != null);
        return (boolean) execution(execution).get("report_pending");
    }
}

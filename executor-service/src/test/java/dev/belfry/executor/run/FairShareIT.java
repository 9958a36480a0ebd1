package dev.belfry.executor.run;

import static dev.belfry.embedded.testing.TestWorkspace.execution;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.belfry.embedded.testing.TestWorkspace;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A workspace with more to do than its target can take holds nobody else up. */
class FairShareIT {

    private static TestExecutors executors;

    private TestWorkspace alice;
    private TestWorkspace bob;

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
        alice = TestWorkspace.create();
        bob = TestWorkspace.create();
    }

    @AfterEach
    void stop() {
        executors.stop();
    }

    @Test
    void whatWaitsForASlowTargetLeavesRoomForTheMessagesOfOthers() {
        executors.start("executor.run.max-held", "30", "executor.admission.per-workspace", "2");
        try (SlowTarget slow = SlowTarget.neverAnswering(executors.vertx());
                SlowTarget target = SlowTarget.answeringAfter(executors.vertx(), Duration.ofMillis(1))) {
            // given
            for (int i = 0; i < 60; i++) {
                request(alice, slow, Instant.now());
            }
            await().until(() -> slow.called().size() == 2);

            // when
            UUID run = request(bob, target, Instant.now());

            // then
            await().atMost(Duration.ofSeconds(3))
                    .untilAsserted(() -> assertThat(target.called()).containsExactly(run));
            assertThat(slow.called()).hasSize(2);
        }
    }

    @Test
    void whatWasLeftIsTakenWhenItIsSentAgain() {
        executors.start("executor.run.max-held", "3", "executor.admission.per-workspace", "1");
        try (SlowTarget target = SlowTarget.answeringAfter(executors.vertx(), Duration.ofMillis(300))) {
            Instant due = Instant.now().truncatedTo(ChronoUnit.MILLIS);
            List<UUID> runs = new ArrayList<>();
            for (int i = 0; i < 6; i++) {
                runs.add(request(alice, target, due));
            }

            await().pollInterval(Duration.ofMillis(500)).untilAsserted(() -> {
                runs.forEach(run -> executors.request(run, alice.id(), due));
                assertThat(runs).allSatisfy(run -> assertThat(execution(run)).containsEntry("status", "succeeded"));
            });

            assertThat(target.called()).containsExactlyInAnyOrderElementsOf(runs);
        }
    }

    @Test
    void claimsAheadOfTheirTimeAreSharedToo() {
        executors.start("executor.run.max-claimed-ahead", "30");
        try (SlowTarget target = SlowTarget.answeringAfter(executors.vertx(), Duration.ofMillis(1))) {
            Instant due = Instant.now().plusMillis(2_500).truncatedTo(ChronoUnit.MILLIS);
            List<UUID> many = new ArrayList<>();
            for (int i = 0; i < 60; i++) {
                many.add(request(alice, target, due));
            }
            UUID run = request(bob, target, due);

            await().until(() -> execution(run).get("claimed_by") != null);

            assertThat(Instant.now()).isBefore(due);
            assertThat(many)
                    .filteredOn(one -> execution(one).get("claimed_by") != null)
                    .hasSize(20);
        }
    }

    private static UUID request(TestWorkspace workspace, SlowTarget target, Instant due) {
        UUID run = workspace.queued(workspace.job("cron", "{}", target.url()), due);
        executors.request(run, workspace.id(), due);
        return run;
    }
}

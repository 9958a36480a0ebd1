package dev.belfry.scheduler.run;

import static dev.belfry.embedded.testing.TestWorkspace.execution;
import static dev.belfry.embedded.testing.TestWorkspace.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.belfry.core.execution.ExecutionId;
import dev.belfry.core.message.ExecutionRequested;
import dev.belfry.core.schedule.Overlap;
import dev.belfry.embedded.testing.TestWorkspace;
import dev.belfry.scheduler.dispatch.ExecutionRepository;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How the scheduler hands over what may have to wait for its turn. */
class LimitedJobIT {

    private static final String TARGET = "http://127.0.0.1:9/target";
    private static TestSchedulers schedulers;

    private TestWorkspace workspace;

    @BeforeAll
    static void connect() {
        Awaitility.setDefaultTimeout(Duration.ofSeconds(30));
        schedulers = new TestSchedulers();
    }

    @AfterAll
    static void disconnect() {
        schedulers.close();
    }

    @BeforeEach
    void prepare() {
        workspace = TestWorkspace.create();
    }

    @AfterEach
    void stop() {
        schedulers.stop();
        write("DELETE FROM job WHERE workspace_id = ?", workspace.id());
        write("DELETE FROM execution WHERE workspace_id = ?", workspace.id());
    }

    @Test
    void writesIntoEachTickWhetherItsJobHasALimit() {
        Instant due = Instant.now().plusSeconds(2).truncatedTo(ChronoUnit.MILLIS);
        UUID limited = workspace.job("scheduled", "{\"run_at\": \"" + due + "\"}", TARGET);
        write("UPDATE job SET concurrency_limit = 2 WHERE id = ?", limited);
        UUID free = workspace.job("scheduled", "{\"run_at\": \"" + due + "\"}", TARGET);
        List.of(limited, free).forEach(job -> workspace.due(job, due));

        schedulers.start();

        await().until(() -> schedulers.messagesAbout(ExecutionId.ofTick(limited, due)) > 0
                && schedulers.messagesAbout(ExecutionId.ofTick(free, due)) > 0);
        assertThat(execution(ExecutionId.ofTick(limited, due))).containsEntry("concurrency_limited", true);
        assertThat(execution(ExecutionId.ofTick(free, due))).containsEntry("concurrency_limited", false);
    }

    @Test
    void aLineIsNotSentRoundWhileItWaitsAndGoesOnWithItsOldest() {
        // given
        UUID job = limitedJob("queue");
        UUID begun = handedOver(job, 60);
        write(
                "UPDATE execution SET attempt_count = 1, status = 'running', lease_expires_at = now() + interval '1 hour'"
                        + " WHERE id = ?",
                begun);
        List<UUID> line =
                IntStream.range(0, 5).mapToObj(i -> handedOver(job, 50 - i)).toList();
        UUID fence = handedOver(workspace.job("cron", "{}", TARGET), 50);

        // when
        schedulers.start("scheduler.dispatch.resend-after", "500ms");

        // then
        await().until(() -> schedulers.messagesAbout(fence) > 0);
        await().during(Duration.ofSeconds(2))
                .until(() -> line.stream().allMatch(id -> schedulers.messagesAbout(id) == 0));
        write("UPDATE execution SET status = 'succeeded' WHERE id = ?", begun);
        await().until(() -> schedulers.messagesAbout(line.get(0)) > 0);
        assertThat(line.subList(1, 5)).allMatch(id -> schedulers.messagesAbout(id) == 0);
    }

    @Test
    void anExecutionBetweenTwoAttemptsIsSentAgainThoughItsJobHasNoSlotFree() {
        UUID job = limitedJob("queue");
        UUID begun = handedOver(job, 60);
        write("UPDATE execution SET attempt_count = 1 WHERE id = ?", begun);

        schedulers.start("scheduler.dispatch.resend-after", "500ms");

        await().until(() -> schedulers.messagesAbout(begun) > 0);
    }

    @Test
    void whatIsToBeSkippedOrToCancelOthersIsSentAgainThoughNoSlotIsFree() {
        List<UUID> overdue = List.of("skip", "cancel_running").stream()
                .map(overlap -> {
                    UUID job = limitedJob(overlap);
                    UUID begun = handedOver(job, 60);
                    write("UPDATE execution SET status = 'waiting', attempt_count = 1 WHERE id = ?", begun);
                    return handedOver(job, 50);
                })
                .toList();

        schedulers.start("scheduler.dispatch.resend-after", "500ms");

        await().until(() -> overdue.stream().allMatch(id -> schedulers.messagesAbout(id) > 0));
    }

    @Test
    void whatIsBeyondTheLongestLineIsSentAgainThoughNoSlotIsFree() {
        // given
        UUID job = limitedJob("queue");
        UUID begun = handedOver(job, 2_000);
        write("UPDATE execution SET attempt_count = 1, status = 'waiting' WHERE id = ?", begun);
        for (int i = 0; i < Overlap.LONGEST_LINE; i++) {
            handedOver(job, 1_999 - i);
        }
        UUID beyond = handedOver(job, 60);

        // when
        List<UUID> taken = taken(new ExecutionRepository(schedulers.pool()));

        // then
        assertThat(taken).containsExactly(beyond);
    }

    @Test
    void whatIsLeftOfADeletedJobGoesNowhere() {
        // given
        UUID job = limitedJob("queue");
        UUID next = handedOver(job, 60);
        UUID overdue = handedOver(job, 59);
        write("UPDATE execution SET concurrency_limited = false WHERE id = ?", overdue);
        UUID fresh = workspace.queued(job, Instant.now().minusSeconds(1));
        ExecutionRepository executions = new ExecutionRepository(schedulers.pool());
        assertThat(taken(executions)).contains(next, overdue, fresh);
        write("UPDATE execution SET dispatched_at = due_at WHERE id IN (?, ?)", next, overdue);
        write("UPDATE execution SET dispatched_at = NULL WHERE id = ?", fresh);

        // when
        write("DELETE FROM job WHERE id = ?", job);
        write("INSERT INTO deleted_job VALUES (?, now())", job);

        // then
        assertThat(taken(executions)).doesNotContain(next, overdue, fresh);
    }

    private static List<UUID> taken(ExecutionRepository executions) {
        Duration second = Duration.ofSeconds(1);
        return Stream.of(
                        executions.takeUndispatched(second, 500),
                        executions.takeOverdue(second, 500),
                        executions.takeNextInLine(second, 500))
                .flatMap(taking -> taking.await().indefinitely().stream())
                .map(ExecutionRequested::executionId)
                .toList();
    }

    private UUID limitedJob(String overlap) {
        UUID job = workspace.job("cron", "{}", TARGET);
        write("UPDATE job SET concurrency_limit = 1, overlap = ? WHERE id = ?", overlap, job);
        return job;
    }

    /** Due for some seconds, and handed over at its time. */
    private UUID handedOver(UUID job, int secondsAgo) {
        UUID execution = workspace.queued(job, Instant.now().minusSeconds(secondsAgo));
        write("""
                UPDATE execution e SET dispatched_at = e.due_at, concurrency_limited = j.concurrency_limit IS NOT NULL
                  FROM job j WHERE e.id = ? AND j.id = e.job_id
                """, execution);
        return execution;
    }
}

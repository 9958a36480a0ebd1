package dev.belfry.scheduler.run;

import static dev.belfry.embedded.testing.TestWorkspace.execution;
import static dev.belfry.embedded.testing.TestWorkspace.rows;
import static dev.belfry.embedded.testing.TestWorkspace.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.belfry.core.execution.ExecutionId;
import dev.belfry.core.message.ExecutionRequested;
import dev.belfry.core.message.Topics;
import dev.belfry.embedded.fault.Fault;
import dev.belfry.embedded.fault.Faults;
import dev.belfry.embedded.fault.PostgresProxy;
import dev.belfry.embedded.testing.Servers;
import dev.belfry.embedded.testing.TestConfig;
import dev.belfry.embedded.testing.TestWorkspace;
import dev.belfry.scheduler.dispatch.DispatchConfig;
import dev.belfry.scheduler.dispatch.Dispatcher;
import dev.belfry.scheduler.dispatch.ExecutionRepository;
import dev.belfry.transport.kafka.KafkaSettings;
import dev.belfry.transport.kafka.TopicPublisher;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Connections that are lost at the wrong moment, and servers that are away: every due instant has its row, and one. */
class FaultyDatabaseIT {

    private final TestWorkspace workspace = TestWorkspace.create();
    private PostgresProxy proxy;
    private TestSchedulers schedulers;

    @BeforeAll
    static void waitForSlowMachines() {
        Awaitility.setDefaultTimeout(Duration.ofSeconds(30));
    }

    @BeforeEach
    void connect() throws IOException {
        proxy = PostgresProxy.before(Servers.start().reactiveUrl());
        schedulers = new TestSchedulers(proxy.through(Servers.start().reactiveUrl()));
    }

    @AfterEach
    void stop() throws IOException {
        proxy.lose(Faults.NONE);
        schedulers.close();
        proxy.close();
        write("DELETE FROM job WHERE workspace_id = ?", workspace.id());
        write("DELETE FROM execution WHERE workspace_id = ?", workspace.id());
    }

    @ParameterizedTest
    @EnumSource(names = {"LOST", "ANSWER_LOST"})
    void aLostClaimIsMadeOrFoundAgain(Fault fault) {
        AtomicBoolean written = new AtomicBoolean();
        Faults theNext = Faults.once(fault, "COMMIT");
        proxy.lose(sql -> {
            written.compareAndSet(false, sql.contains("INSERT INTO execution"));
            return written.get() ? theNext.of(sql) : Fault.NONE;
        });
        Instant due = soon(2);
        UUID execution = ExecutionId.ofTick(jobDue(due), due);

        schedulers.start("scheduler.dispatch.resend-after", "1s");

        await().until(() -> schedulers.messagesAbout(execution) > 0);
        assertThat(proxy.counts().lost() + proxy.counts().answersLost()).isEqualTo(1);
        assertThat(rows("SELECT id FROM execution WHERE workspace_id = ?", workspace.id()))
                .hasSize(1);
    }

    @Test
    void whateverIsLostEachDueInstantHasOneRowAndIsHandedOver() {
        // given
        proxy.lose(Faults.random(2026, 0.03, 0.03));
        List<Instant> due = IntStream.range(0, 100)
                .mapToObj(i -> soon(2).plusMillis(i * 10))
                .toList();
        List<UUID> executions =
                due.stream().map(at -> ExecutionId.ofTick(jobDue(at), at)).toList();

        // when
        schedulers.start("scheduler.claim.batch-size", "20", "scheduler.dispatch.resend-after", "1s");
        schedulers.start("scheduler.claim.batch-size", "20", "scheduler.dispatch.resend-after", "1s");

        // then
        await().untilAsserted(() -> assertThat(executions)
                .allSatisfy(id -> assertThat(schedulers.messagesAbout(id)).isPositive()));
        assertThat(proxy.counts().answersLost()).isPositive();
        assertThat(rows("SELECT id FROM execution WHERE workspace_id = ?", workspace.id()))
                .extracting(row -> row.get("id"))
                .containsExactlyInAnyOrderElementsOf(executions);
    }

    @ParameterizedTest
    @EnumSource
    void goesOnWhenTheDatabaseIsBack(Absence absence) {
        // given
        schedulers.start();
        absence.begin(proxy);
        Instant due = soon(1);
        UUID execution = ExecutionId.ofTick(jobDue(due), due);
        await().during(Duration.ofSeconds(2)).until(() -> schedulers.messagesAbout(execution) == 0);

        // when
        absence.end(proxy);

        // then
        await().atMost(Duration.ofSeconds(5)).until(() -> schedulers.messagesAbout(execution) > 0);
    }

    enum Absence {
        AWAY {
            @Override
            void begin(PostgresProxy proxy) {
                proxy.refuse(true);
            }

            @Override
            void end(PostgresProxy proxy) {
                proxy.refuse(false);
            }
        },
        SILENT {
            @Override
            void begin(PostgresProxy proxy) {
                proxy.silence(true);
            }

            @Override
            void end(PostgresProxy proxy) {
                proxy.silence(false);
            }
        };

        abstract void begin(PostgresProxy proxy);

        abstract void end(PostgresProxy proxy);
    }

    /** Or it would be missed as a lost message is: the longer it waits, the rarer. */
    @Test
    void whatKafkaDoesNotTakeIsGivenBackUnlessSomebodyHasIt() {
        // given
        UUID job = workspace.job("cron", "{\"cron\": \"* * * * *\"}", "http://127.0.0.1:9/target");
        UUID waiting = workspace.queued(job, soon(-60));
        ExecutionRepository executions = new ExecutionRepository(schedulers.pool());
        Dispatcher dispatcher = new Dispatcher(executions, closed(), TestConfig.defaults(DispatchConfig.class));

        // when
        int taken = dispatcher.dispatchWaiting(Duration.ofSeconds(2)).await().atMost(Duration.ofSeconds(10));

        // then
        assertThat(taken).isPositive();
        assertThat(execution(waiting)).containsEntry("dispatched_at", null);
        write("UPDATE execution SET dispatched_at = now(), claimed_by = 'x' WHERE id = ?", waiting);
        executions.giveBack(List.of(waiting)).await().atMost(Duration.ofSeconds(10));
        assertThat(execution(waiting).get("dispatched_at")).isNotNull();
    }

    private static TopicPublisher<ExecutionRequested> closed() {
        TopicPublisher<ExecutionRequested> publisher = new TopicPublisher<>(
                new KafkaSettings(Servers.start().bootstrap(), Topics.EXECUTION_REQUESTED),
                message -> message.executionId().toString());
        publisher.close();
        return publisher;
    }

    private UUID jobDue(Instant due) {
        UUID job = workspace.job("scheduled", "{\"run_at\": \"" + due + "\"}", "http://127.0.0.1:9/target");
        workspace.due(job, due);
        return job;
    }

    private static Instant soon(int seconds) {
        return Instant.now().plusSeconds(seconds).truncatedTo(ChronoUnit.MILLIS);
    }
}

package dev.belfry.executor.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belfry.core.execution.ErrorCode;
import dev.belfry.core.execution.ExecutionStatus;
import dev.belfry.core.message.ExecutionRequested;
import dev.belfry.core.outbound.AddressGuard;
import dev.belfry.core.outbound.Cidr;
import dev.belfry.core.secret.SecretBox;
import dev.belfry.core.secret.SecretKeys;
import dev.belfry.core.testing.TargetServer;
import dev.belfry.executor.admission.AnswerRoom;
import dev.belfry.executor.attempt.Attempts;
import dev.belfry.executor.attempt.TargetCaller;
import dev.belfry.executor.execution.AttemptReport;
import dev.belfry.executor.execution.ClaimedExecution;
import dev.belfry.executor.execution.ReadJob;
import dev.belfry.transport.http.GuardedClient;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CallsTest {

    private final Vertx vertx = Vertx.vertx();
    private final TargetServer target = TargetServer.start();
    private final List<AttemptReport> reports = new ArrayList<>();

    @AfterEach
    void close() {
        target.close();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void whatIsClaimedDuringAStopIsHandedBackWithoutACall() {
        // given
        Calls calls = calls();
        ClaimedExecution claim = claim();
        HeldExecution held = HeldExecution.of(
                new ExecutionRequested(claim.id(), claim.workspaceId(), claim.scheduledFor(), "127.0.0.1"), () -> {});

        // when
        calls.stop();
        held.claimed(claim);
        calls.begin(held);

        // then
        assertThat(reports).singleElement().satisfies(report -> {
            assertThat(report.next().status()).isEqualTo(ExecutionStatus.QUEUED);
            assertThat(report.next().lost()).isTrue();
            assertThat(report.next().errorCode()).isEqualTo(ErrorCode.EXECUTOR_LOST);
        });
        assertThat(held.isRunning()).isFalse();
        assertThat(target.received("/")).isEmpty();
    }

    private Calls calls() {
        GuardedClient client = new GuardedClient(vertx, new AddressGuard(Cidr.parseList("127.0.0.1/32")), 1);
        SecretBox box = SecretBox.of(SecretKeys.generate());
        Attempts attempts = new Attempts(new TargetCaller(vertx, client, box), () -> 0.5, Duration.ofSeconds(5));
        return new Calls(
                attempts,
                Clock.systemUTC(),
                new ExecutorMetrics(new SimpleMeterRegistry()),
                new AnswerRoom(1),
                (held, report) -> reports.add(report.get()));
    }

    private ClaimedExecution claim() {
        String request = """
                {"url": "%s", "method": "GET", "headers": {}, "timeout_seconds": 30, "success_statuses": [200]}
                """.formatted(target.url("/"));
        return new ClaimedExecution(
                new UUID(0, 1),
                new UUID(0, 2),
                new UUID(0, 3),
                Instant.EPOCH,
                1,
                false,
                1,
                0,
                Instant.EPOCH,
                new ReadJob(
                        request,
                        "{\"max_attempts\": 3, \"retry_on_statuses\": [503]}",
                        Instant.EPOCH,
                        null,
                        List.of(),
                        request.length()));
    }
}

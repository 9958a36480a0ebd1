package dev.belfry.executor.attempt;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belfry.core.execution.ErrorCode;
import dev.belfry.core.execution.ExecutionStatus;
import dev.belfry.core.outbound.AddressGuard;
import dev.belfry.core.secret.SecretBox;
import dev.belfry.core.secret.SecretKeys;
import dev.belfry.executor.execution.AttemptReport;
import dev.belfry.executor.execution.ClaimedExecution;
import dev.belfry.executor.execution.ReadJob;
import dev.belfry.executor.execution.SealedSecret;
import dev.belfry.transport.http.CallAccount;
import dev.belfry.transport.http.CallResult.Failed;
import dev.belfry.transport.http.GuardedClient;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.DoubleSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AttemptsTest {

    private static final Instant BEGAN = Instant.parse("2026-03-01T10:00:00Z");
    private static final Instant ENDED = BEGAN.plusSeconds(3);

    private final Vertx vertx = Vertx.vertx();

    @AfterEach
    void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void anAttemptThatCannotBeToldFailsItsExecution() {
        Attempts attempts = attempts(() -> {
            throw new IllegalStateException("no number");
        });
        AttemptOutcome outcome = AttemptOutcome.of(new Failed(ErrorCode.TIMEOUT, "too slow"));

        AttemptReport report = attempts.report(claim(List.of()), outcome, BEGAN, ENDED);

        assertThat(report.next().status()).isEqualTo(ExecutionStatus.FAILED);
        assertThat(report.next().errorCode()).isEqualTo(ErrorCode.INVALID_REQUEST);
        assertThat(report.attempt()).contains("\"latencyMs\":3000");
    }

    @Test
    void aSecretThatDoesNotOpenMayOpenForTheNextAttempt() {
        Attempts attempts = attempts(() -> 0.5);
        ClaimedExecution claim = claim(List.of(new SealedSecret(new UUID(0, 3), "key", "AAAA")));

        AttemptOutcome outcome = attempts.make(claim, CallAccount.SOLE).await().atMost(Duration.ofSeconds(10));

        assertThat(outcome.errorCode()).isEqualTo(ErrorCode.UNREADABLE_SECRET);
        assertThat(attempts.report(claim, outcome, BEGAN, ENDED).next().status())
                .isEqualTo(ExecutionStatus.QUEUED);
    }

    @Test
    void whatIsHandedBackSaysWhenItBegan() {
        assertThat(attempts(() -> 0.5)
                        .handedBack(claim(List.of()), BEGAN, ENDED)
                        .attempt())
                .contains("\"latencyMs\":3000");
    }

    private Attempts attempts(DoubleSupplier random) {
        GuardedClient client = new GuardedClient(vertx, new AddressGuard(List.of()), 1);
        SecretBox box = SecretBox.of(SecretKeys.generate());
        return new Attempts(new TargetCaller(vertx, client, box), random, Duration.ofSeconds(5));
    }

    private static ClaimedExecution claim(List<SealedSecret> secrets) {
        String request = """
                {"url": "http://127.0.0.1/", "method": "GET", "headers": {"X": "secret://key"},
                 "timeout_seconds": 30, "success_statuses": [200]}
                """;
        return new ClaimedExecution(
                new UUID(0, 1),
                new UUID(0, 2),
                new UUID(0, 4),
                BEGAN,
                1,
                false,
                1,
                0,
                BEGAN,
                new ReadJob(
                        request,
                        "{\"max_attempts\": 3, \"retry_on_statuses\": [503]}",
                        BEGAN,
                        null,
                        secrets,
                        request.length()));
    }
}

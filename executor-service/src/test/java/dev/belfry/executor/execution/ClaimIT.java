package dev.belfry.executor.execution;

import static dev.belfry.embedded.testing.TestWorkspace.write;
import static org.assertj.core.api.Assertions.assertThat;

import dev.belfry.embedded.testing.TestPool;
import dev.belfry.embedded.testing.TestWorkspace;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What a claim reads of an input, and what is left to be read when the call is near. */
class ClaimIT {

    private static final Duration LEASE = Duration.ofSeconds(30);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private static Vertx vertx;
    private static Pool pool;

    private final TestWorkspace workspace = TestWorkspace.create();
    private final UUID job = workspace.job("cron", "{}", "http://127.0.0.1:9/");

    @BeforeAll
    static void connect() {
        vertx = Vertx.vertx();
        pool = TestPool.on(vertx);
    }

    @AfterAll
    static void disconnect() {
        pool.closeAndAwait();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void aShortInputComesWithItsClaim() {
        ClaimedExecution claim = claim("\"short\"");

        assertThat(claim.job().isHeld()).isTrue();
        assertThat(claim.job().request()).contains("\"short\"");
    }

    /** Its length would be known had it been unpacked; so it is said to be as long as what takes so much space can be. */
    @Test
    void aLongInputIsNotUnpackedByAClaim() {
        String input = "\"" + incompressible(10_000) + "\"";

        ClaimedExecution claim = claim(input);

        assertThat(claim.job().isHeld()).isFalse();
        assertThat(claim.job().length()).isGreaterThan(100 * input.length());
        ReadJob read =
                repository().read(List.of(claim)).await().atMost(PATIENCE).get(claim.id());
        assertThat(read.isHeld()).isTrue();
        assertThat(read.request()).contains(input);
        assertThat(read.length()).isBetween(input.length(), input.length() + 1_000);
    }

    private ClaimedExecution claim(String input) {
        UUID execution = workspace.queued(job, Instant.now().minusSeconds(1));
        write("UPDATE execution SET input = ?::json WHERE id = ?", input, execution);
        return repository()
                .claim(List.of(execution), LEASE, Duration.ZERO)
                .await()
                .atMost(PATIENCE)
                .get(0);
    }

    private static ExecutionRepository repository() {
        return new ExecutionRepository(pool, "somebody");
    }

    private static String incompressible(int length) {
        return new Random(7)
                .ints(length, 'a', 'z' + 1)
                .mapToObj(Character::toString)
                .collect(Collectors.joining());
    }
}

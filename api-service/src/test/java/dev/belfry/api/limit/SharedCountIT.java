package dev.belfry.api.limit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belfry.embedded.testing.TestConfig;
import dev.belfry.embedded.testing.TestPool;
import dev.belfry.embedded.testing.TestWorkspace;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Several replicas on one PostgreSQL. */
class SharedCountIT {

    private static final Duration SOON = Duration.ofSeconds(30);

    /** Slow enough to come back that none does while a test runs. */
    private static final Limit SIX_HUNDRED = new Limit("test", 600, Duration.ofDays(1));

    private static final Vertx VERTX = Vertx.vertx();

    private final Replica one = new Replica();
    private final Replica other = new Replica();

    @AfterAll
    static void close() {
        VERTX.close().toCompletionStage().toCompletableFuture().join();
    }

    /** A replica with a pool of its own that counts its statements. */
    private static final class Replica {

        private final Pool pool = TestPool.on(VERTX);
        private final BucketRepository buckets = new BucketRepository(pool);
        private final AtomicInteger statements = new AtomicInteger();

        TakeQueue queue(Limit limit) {
            return new TakeQueue(limit, asked -> take(limit, asked), SOON);
        }

        private Uni<Map<ByteBuffer, Taken>> take(Limit limit, Map<ByteBuffer, Integer> asked) {
            statements.incrementAndGet();
            return buckets.take(limit, asked);
        }
    }

    @Test
    void theSixHundredAndFirstRequestOfAMinuteIsRefused() {
        TakeQueue queue = one.queue(SIX_HUNDRED);
        ByteBuffer caller = caller();

        List<Verdict> verdicts =
                all(IntStream.range(0, 601).mapToObj(i -> queue.take(caller)).toList());

        assertThat(verdicts.subList(0, 600)).allMatch(Verdict::allowed);
        assertThat(verdicts.stream().limit(600).map(Verdict::remaining).distinct())
                .hasSize(600);
        assertThat(verdicts.get(600).allowed()).isFalse();
        assertThat(verdicts.get(600).remaining()).isZero();
        assertThat(verdicts.get(600).reset()).isBetween(Duration.ofSeconds(100), Duration.ofSeconds(144));
    }

    @Test
    void twoReplicasShareEachCallersCountExactly() {
        // given
        List<ByteBuffer> callers =
                IntStream.range(0, 20).mapToObj(i -> caller()).toList();
        Limit thirty = new Limit("test", 30, Duration.ofDays(1));
        List<TakeQueue> queues = List.of(one.queue(thirty), other.queue(thirty));
        List<Uni<Verdict>> requests = new ArrayList<>();
        for (TakeQueue queue : queues) {
            for (ByteBuffer caller : callers) {
                requests.addAll(Collections.nCopies(50, queue.take(caller)));
            }
        }
        Collections.shuffle(requests);

        // when
        List<Verdict> verdicts = all(requests);

        // then
        assertThat(verdicts).hasSize(2000);
        assertThat(verdicts.stream().filter(Verdict::allowed)).hasSize(20 * 30);
        assertThat(one.statements).hasPositiveValue();
        assertThat(other.statements).hasPositiveValue();
    }

    @Test
    void aThousandRequestsAtOnceAreFewStatements() {
        TakeQueue queue = one.queue(SIX_HUNDRED);
        List<Uni<Verdict>> requests =
                IntStream.range(0, 1000).mapToObj(i -> queue.take(caller())).toList();

        assertThat(all(requests)).allMatch(Verdict::allowed);

        assertThat(one.statements.get()).isLessThan(20);
    }

    @Test
    void whatIsUsedComesBackEvenly() {
        // given
        Limit minute = new Limit("test", 60, Duration.ofMinutes(1));
        ByteBuffer caller = caller();
        stored(caller, "30.5 seconds");

        // when
        Verdict verdict = take(one, minute, caller);

        // then: 30.5 s are used and one more, a moment ago
        assertThat(verdict.remaining()).isEqualTo(28);
        assertThat(verdict.reset()).isBetween(Duration.ofSeconds(25), Duration.ofMillis(31_500));
    }

    @Test
    void aRefusedRequestUsesNothingUp() {
        Limit two = new Limit("test", 2, Duration.ofDays(1));
        ByteBuffer caller = caller();
        List<Verdict> verdicts =
                IntStream.range(0, 5).mapToObj(i -> take(one, two, caller)).toList();

        assertThat(verdicts.stream().map(Verdict::allowed)).containsExactly(true, true, false, false, false);
        assertThat(verdicts.get(4).reset()).isLessThanOrEqualTo(verdicts.get(2).reset());
    }

    @Test
    void anInstantFarAheadHealsWithinThePeriod() {
        Limit minute = new Limit("test", 60, Duration.ofMinutes(1));
        ByteBuffer caller = caller();
        stored(caller, "1 year");

        Verdict verdict = take(one, minute, caller);

        assertThat(verdict.allowed()).isFalse();
        assertThat(verdict.reset()).isLessThanOrEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void fullBucketsAreDeletedAndOthersKept() {
        // given
        ByteBuffer full = caller();
        ByteBuffer used = caller();
        stored(full, "-1 second");
        stored(used, "1 hour");

        // when
        new BucketSweep(one.buckets, TestConfig.defaults(LimitConfig.class))
                .sweep()
                .await()
                .atMost(SOON);

        // then
        assertThat(rowsOf(full)).isZero();
        assertThat(rowsOf(used)).isOne();
    }

    private static Verdict take(Replica replica, Limit limit, ByteBuffer caller) {
        return replica.queue(limit).take(caller).await().atMost(SOON);
    }

    private static List<Verdict> all(List<Uni<Verdict>> requests) {
        return Uni.join().all(requests).andFailFast().await().atMost(SOON);
    }

    private static ByteBuffer caller() {
        return Bucket.of(SIX_HUNDRED, UUID.randomUUID().toString().getBytes(StandardCharsets.US_ASCII))
                .key();
    }

    private static void stored(ByteBuffer caller, String fullIn) {
        TestWorkspace.write("INSERT INTO rate_limit VALUES (?, now() + ?::text::interval)", caller.array(), fullIn);
    }

    private static int rowsOf(ByteBuffer caller) {
        return TestWorkspace.rows("SELECT 1 FROM rate_limit WHERE key = ?", (Object) caller.array())
                .size();
    }
}

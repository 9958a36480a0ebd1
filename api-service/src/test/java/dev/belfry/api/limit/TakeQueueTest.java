package dev.belfry.api.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.mutiny.Uni;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TakeQueueTest {

    private static final Limit SIXTY = new Limit("test", 60, Duration.ofMinutes(1));
    private static final ByteBuffer ALICE = ByteBuffer.wrap(new byte[] {1});
    private static final ByteBuffer BOB = ByteBuffer.wrap(new byte[] {2});

    private record Statement(Map<ByteBuffer, Integer> asked, CompletableFuture<Map<ByteBuffer, Taken>> answer) {

        /** As a full bucket answers that gives no more than this. */
        void give(int most) {
            Map<ByteBuffer, Taken> taken = new HashMap<>();
            asked.forEach((key, count) -> taken.put(key, new Taken(null, Math.min(count, most) * 1_000_000L)));
            answer.complete(taken);
        }
    }

    private final List<Statement> statements = new ArrayList<>();
    private final TakeQueue queue = new TakeQueue(SIXTY, this::send, Duration.ofMinutes(1));

    private Uni<Map<ByteBuffer, Taken>> send(Map<ByteBuffer, Integer> asked) {
        statements.add(new Statement(asked, new CompletableFuture<>()));
        return Uni.createFrom()
                .completionStage(statements.get(statements.size() - 1).answer());
    }

    @Test
    void whatComesMeanwhileGoesTogetherWithTheNextStatement() {
        // given
        CompletableFuture<Verdict> first = ask(ALICE);
        List<CompletableFuture<Verdict>> later =
                Stream.of(ALICE, BOB, ALICE, ALICE).map(this::ask).toList();
        assertThat(statements).hasSize(1);

        // when
        statements.get(0).give(9);
        statements.get(1).give(2);

        // then
        assertThat(statements).hasSize(2);
        assertThat(statements.get(1).asked()).isEqualTo(Map.of(ALICE, 3, BOB, 1));
        assertThat(first.join().allowed()).isTrue();
        assertThat(later.stream().map(one -> one.join().allowed())).containsExactly(true, true, true, false);
        assertThat(later.stream().map(one -> one.join().remaining())).containsExactly(59L, 59L, 58L, 58L);
    }

    @Test
    void aFailedStatementFailsItsRequestsAndNoOthers() {
        CompletableFuture<Verdict> first = ask(ALICE);
        CompletableFuture<Verdict> second = ask(ALICE);

        statements.get(0).answer().completeExceptionally(new IllegalStateException("away"));
        statements.get(1).give(9);

        assertThatThrownBy(first::join).isInstanceOf(CompletionException.class).hasRootCauseMessage("away");
        assertThat(second.join().allowed()).isTrue();
    }

    @Test
    void aDatabaseThatHangsHoldsNobodyUp() {
        TakeQueue impatient = new TakeQueue(SIXTY, this::send, Duration.ofMillis(20));

        CompletableFuture<Verdict> first = impatient.take(ALICE).subscribeAsCompletionStage();
        CompletableFuture<Verdict> second = impatient.take(ALICE).subscribeAsCompletionStage();

        assertThatThrownBy(first::join).isInstanceOf(CompletionException.class);
        assertThatThrownBy(second::join).isInstanceOf(CompletionException.class);
        assertThat(statements).hasSize(1);
    }

    private CompletableFuture<Verdict> ask(ByteBuffer key) {
        return queue.take(key).subscribeAsCompletionStage();
    }
}

package dev.belfry.executor.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BatcherTest {

    private final Vertx vertx = Vertx.vertx();
    private final Context loop = vertx.getOrCreateContext();
    private final CompletableFuture<Void> arrival = new CompletableFuture<>();
    private final List<List<Integer>> sent = new ArrayList<>();
    private final Batcher<Integer> batcher =
            new Batcher<>("test", vertx, new Batcher.Limits(1, 1, 1, Duration.ZERO), item -> 1, batch -> {
                sent.add(batch);
                return Uni.createFrom().completionStage(arrival);
            });

    @AfterEach
    void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void aStopDropsWhatWaitsAndWhatComesYet() {
        stopWhileTheFirstIsOnItsWay();

        on(() -> arrival.complete(null));

        await().until(() -> on(batcher::isIdle));
        assertThat(on(() -> List.copyOf(sent))).containsExactly(List.of(1));
    }

    @Test
    void whatFailsAfterAStopIsNotSentAgain() {
        stopWhileTheFirstIsOnItsWay();

        on(() -> arrival.completeExceptionally(new IllegalStateException("no connection")));

        await().until(() -> on(batcher::isIdle));
        assertThat(on(() -> List.copyOf(sent))).containsExactly(List.of(1));
    }

    @Test
    void whatCanWaitGoesTogether() {
        Batcher<Integer> gathering =
                new Batcher<>("test", vertx, new Batcher.Limits(3, 100, 1, Duration.ofMillis(50)), item -> 1, batch -> {
                    sent.add(batch);
                    return Uni.createFrom().voidItem();
                });

        on(() -> {
            gathering.add(1);
            gathering.add(2);
            return true;
        });

        await().untilAsserted(() -> assertThat(on(() -> List.copyOf(sent))).containsExactly(List.of(1, 2)));
    }

    private void stopWhileTheFirstIsOnItsWay() {
        on(() -> {
            batcher.add(1);
            batcher.add(2);
            return true;
        });
        await().until(() -> on(sent::size) == 1);
        on(() -> {
            batcher.stop();
            batcher.add(3);
            return true;
        });
    }

    private <T> T on(Callable<T> work) {
        CompletableFuture<T> done = new CompletableFuture<>();
        loop.runOnContext(turn -> {
            try {
                done.complete(work.call());
            } catch (Exception e) {
                done.completeExceptionally(e);
            }
        });
        return done.join();
    }
}

package dev.belfry.api.limit;

import io.smallrye.mutiny.TimeoutException;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Takes from the buckets of one limit, one statement at a time: the first request is asked for at once, whatever comes
 * while a statement is under way goes with the next one.
 */
final class TakeQueue {

    /** Takes from buckets, for each key as many requests as it is given with. */
    interface Take {
        Uni<Map<ByteBuffer, Taken>> of(Map<ByteBuffer, Integer> asked);
    }

    private static final Logger LOG = Logger.getLogger(TakeQueue.class);
    private static final int MOST_AT_ONCE = 1000;

    private final Limit limit;
    private final Take take;
    private final Duration patience;
    private final Queue<Waiting> queue = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean underWay = new AtomicBoolean();

    /** @param patience how long a statement may take before its requests are told that it failed */
    TakeQueue(Limit limit, Take take, Duration patience) {
        this.limit = limit;
        this.take = take;
        this.patience = patience;
    }

    private record Waiting(ByteBuffer key, UniEmitter<? super Verdict> answer) {}

    /** The verdict on one request, on any thread. Fails when the database does. */
    Uni<Verdict> take(ByteBuffer key) {
        return Uni.createFrom().emitter(answer -> {
            queue.add(new Waiting(key, answer));
            sendUnlessUnderWay();
        });
    }

    private void sendUnlessUnderWay() {
        if (!queue.isEmpty() && underWay.compareAndSet(false, true)) {
            send(next());
        }
    }

    private Map<ByteBuffer, List<Waiting>> next() {
        Map<ByteBuffer, List<Waiting>> batch = new LinkedHashMap<>();
        for (int i = 0; i < MOST_AT_ONCE; i++) {
            Waiting first = queue.poll();
            if (first == null) {
                break;
            }
            batch.computeIfAbsent(first.key(), key -> new ArrayList<>()).add(first);
        }
        return batch;
    }

    private void send(Map<ByteBuffer, List<Waiting>> batch) {
        Map<ByteBuffer, Integer> asked = new LinkedHashMap<>();
        batch.forEach((key, waiting) -> asked.put(key, waiting.size()));
        Uni.createFrom()
                .deferred(() -> take.of(asked))
                .ifNoItem()
                .after(patience)
                .fail()
                .subscribe()
                .with(taken -> answered(batch, taken), failure -> failed(batch, failure));
    }

    private void answered(Map<ByteBuffer, List<Waiting>> batch, Map<ByteBuffer, Taken> taken) {
        // Before the answers, so that the database works while the requests go on.
        underWay.set(false);
        sendUnlessUnderWay();
        batch.forEach((key, waiting) -> answer(waiting, taken.get(key)));
    }

    private void answer(List<Waiting> waiting, @Nullable Taken taken) {
        for (int i = 0; i < waiting.size(); i++) {
            UniEmitter<? super Verdict> answer = waiting.get(i).answer();
            if (taken == null) {
                answer.fail(new IllegalStateException("nothing was taken from a bucket"));
            } else {
                answer.complete(taken.verdict(limit, i));
            }
        }
    }

    private void failed(Map<ByteBuffer, List<Waiting>> batch, Throwable failure) {
        LOG.warnf(
                "The limit %s was not checked, its requests go on: callers=%d: %s",
                limit.name(), batch.size(), failure);
        underWay.set(false);
        batch.values().forEach(waiting -> waiting.forEach(one -> one.answer().fail(failure)));
        if (failure instanceof TimeoutException) {
            // They would wait as long again.
            for (Waiting one = queue.poll(); one != null; one = queue.poll()) {
                one.answer().fail(failure);
            }
        }
        sendUnlessUnderWay();
    }
}

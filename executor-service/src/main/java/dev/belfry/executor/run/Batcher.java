package dev.belfry.executor.run;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.jboss.logging.Logger;

/**
 * Turns single items into batches. Where nobody gathers, the first goes out in the same turn of the event loop, and what
 * comes while batches are on their way forms the next ones, so batches grow with the load by themselves. Where an item
 * can wait, it gathers company for a moment, so that a steady trickle costs fewer batches.
 *
 * <p>A batch that fails is sent again until it succeeds or the batcher stops; meanwhile its place stays taken, which
 * slows the rest down.
 * Confined to one event loop.
 */
final class Batcher<T> {

    /**
     * How much goes out at once.
     *
     * @param items in one batch
     * @param weight of one batch, in the unit of the weigher; a single item may exceed it
     * @param batches on their way at the same time
     * @param gather how long an item waits for company; zero for not at all
     */
    record Limits(int items, long weight, int batches, Duration gather) {

        Limits gathering(Duration time) {
            return new Limits(items, weight, batches, time);
        }

        Limits weighing(long most) {
            return new Limits(items, most, batches, gather);
        }
    }

    private static final Logger LOG = Logger.getLogger(Batcher.class);
    private static final Duration AFTER_FAILURE = Duration.ofMillis(250);

    private final String name;
    private final Vertx vertx;
    private final Limits limits;
    private final ToLongFunction<T> weigher;
    private final Function<List<T>, Uni<Void>> send;
    private final Deque<T> waiting = new ArrayDeque<>();
    private int underWay;
    private boolean sendScheduled;
    private boolean stopped;

    Batcher(String name, Vertx vertx, Limits limits, ToLongFunction<T> weigher, Function<List<T>, Uni<Void>> send) {
        this.name = name;
        this.vertx = vertx;
        this.limits = limits;
        this.weigher = weigher;
        this.send = send;
    }

    void add(T item) {
        if (!stopped) {
            waiting.add(item);
            scheduleSend();
        }
    }

    /** Drops what waits and what comes yet. What is on its way still arrives, but is not sent again. */
    void stop() {
        stopped = true;
        waiting.clear();
    }

    /** Whether nothing waits and nothing is on its way. */
    boolean isIdle() {
        return waiting.isEmpty() && underWay == 0;
    }

    private void scheduleSend() {
        if (sendScheduled || underWay == limits.batches()) {
            return;
        }
        sendScheduled = true;
        if (limits.gather().isZero()) {
            vertx.getOrCreateContext().runOnContext(turn -> sendScheduled());
        } else {
            vertx.setTimer(limits.gather().toMillis(), fired -> sendScheduled());
        }
    }

    /** A place is free. */
    private void sendNext() {
        if (limits.gather().isZero() || waiting.size() >= limits.items()) {
            sendWaiting();
        } else if (!waiting.isEmpty()) {
            scheduleSend();
        }
    }

    private void sendScheduled() {
        sendScheduled = false;
        sendWaiting();
    }

    private void sendWaiting() {
        while (!waiting.isEmpty() && underWay < limits.batches()) {
            List<T> batch = nextBatch();
            underWay++;
            sendBatch(batch, 0);
        }
    }

    private List<T> nextBatch() {
        List<T> batch = new ArrayList<>(Math.min(waiting.size(), limits.items()));
        long weight = 0;
        do {
            T item = waiting.remove();
            weight += weigher.applyAsLong(item);
            batch.add(item);
        } while (!waiting.isEmpty() && batch.size() < limits.items() && weight < limits.weight());
        return batch;
    }

    private void sendBatch(List<T> batch, int failures) {
        Uni.createFrom()
                .deferred(() -> send.apply(batch))
                .subscribe()
                .with(
                        sent -> {
                            underWay--;
                            sendNext();
                        },
                        failure -> {
                            tell(batch, failures, failure);
                            vertx.setTimer(AFTER_FAILURE.toMillis(), fired -> sendAgain(batch, failures + 1));
                        });
    }

    /** At length once: a database that is away for a minute is met by each batch hundreds of times. */
    private void tell(List<T> batch, int failures, Throwable failure) {
        String message = "batch failed, it is sent again until a stop: batch=%s items=%d failures=%d";
        if (failures == 0) {
            LOG.warnf(failure, message, name, batch.size(), failures + 1);
        } else if (Integer.bitCount(failures + 1) == 1) {
            LOG.warnf(message + " %s", name, batch.size(), failures + 1, failure);
        }
    }

    private void sendAgain(List<T> batch, int failures) {
        if (stopped) {
            underWay--;
        } else {
            sendBatch(batch, failures);
        }
    }
}

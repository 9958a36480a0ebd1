package dev.belfry.executor.run;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** A target that takes its time, and watches how many calls it has at once and which of them are cut off. */
final class SlowTarget implements AutoCloseable {

    private final Vertx vertx;
    private final @Nullable Duration answersAfter;
    private final List<UUID> called = new CopyOnWriteArrayList<>();
    private final List<Long> received = new CopyOnWriteArrayList<>();
    private final Set<UUID> cutOff = ConcurrentHashMap.newKeySet();
    private final AtomicInteger underWay = new AtomicInteger();
    private final AtomicInteger most = new AtomicInteger();
    private final HttpServer server;

    private SlowTarget(Vertx vertx, @Nullable Duration answersAfter) {
        this.vertx = vertx;
        this.answersAfter = answersAfter;
        this.server = vertx.createHttpServer(
                        new HttpServerOptions().setHost("127.0.0.1").setPort(0))
                .requestHandler(this::take)
                .listen()
                .toCompletionStage()
                .toCompletableFuture()
                .join();
    }

    static SlowTarget answeringAfter(Vertx vertx, Duration wait) {
        return new SlowTarget(vertx, wait);
    }

    static SlowTarget neverAnswering(Vertx vertx) {
        return new SlowTarget(vertx, null);
    }

    String url() {
        return "http://127.0.0.1:" + server.actualPort() + "/slow";
    }

    /** The executions whose calls have come, in their order. */
    List<UUID> called() {
        return List.copyOf(called);
    }

    /** How many bytes the bodies had that have come whole. */
    List<Long> received() {
        return List.copyOf(received);
    }

    /** The executions whose connections were closed before an answer. */
    Set<UUID> cutOff() {
        return Set.copyOf(cutOff);
    }

    /** How many calls there were at the same time. */
    int mostAtOnce() {
        return most.get();
    }

    @Override
    public void close() {
        server.close().toCompletionStage().toCompletableFuture().join();
    }

    private void take(HttpServerRequest request) {
        UUID execution = UUID.fromString(request.getHeader("X-Cron-Service-Execution-Id"));
        called.add(execution);
        AtomicLong bytes = new AtomicLong();
        request.handler(chunk -> bytes.addAndGet(chunk.length()));
        request.endHandler(whole -> received.add(bytes.get()));
        most.accumulateAndGet(underWay.incrementAndGet(), Math::max);
        request.response().exceptionHandler(broken -> {});
        request.response().closeHandler(closed -> {
            if (!request.response().ended()) {
                underWay.decrementAndGet();
                cutOff.add(execution);
            }
        });
        if (answersAfter != null) {
            vertx.setTimer(answersAfter.toMillis(), fired -> {
                if (!cutOff.contains(execution)) {
                    underWay.decrementAndGet();
                    request.response().end();
                }
            });
        }
    }
}

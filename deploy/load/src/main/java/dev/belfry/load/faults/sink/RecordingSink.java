package dev.belfry.load.faults.sink;

import dev.belfry.load.faults.evidence.Receipt;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;

/** A server on one event loop. */
public final class RecordingSink implements AutoCloseable {

    private static final int SLOW_MILLIS = 2_000;
    private static final int SHORT_MILLIS = 200;

    private final Vertx vertx;
    private final Queue<Receipt> receipts = new ConcurrentLinkedQueue<>();
    /** Touched by the event loop alone. */
    private final Map<UUID, Integer> open = new HashMap<>();

    private final Map<UUID, Integer> refusals = new HashMap<>();
    private final HttpServer server;
    private volatile int mostOpen;

    private RecordingSink(Vertx vertx) {
        this.vertx = vertx;
        this.server = vertx.createHttpServer(
                        new HttpServerOptions().setHost("127.0.0.1").setPort(0).setAcceptBacklog(8192))
                .requestHandler(this::received);
    }

    /** Starts a server on a free port. */
    public static RecordingSink start() throws InterruptedException, ExecutionException {
        RecordingSink target = new RecordingSink(Vertx.vertx());
        target.server.listen().toCompletionStage().toCompletableFuture().get();
        return target;
    }

    /** How a call is answered. */
    public enum Manner {
        /** 204 at once. */
        OK,
        /** 204 after two seconds. */
        SLOW,
        /** 204 after a fifth of a second; how many of a job are open at once is noted. */
        COUNTED,
        /** The first call of an execution with 500, the next with 204. */
        FLAKY,
        /** 204 at once; it is a notification and no call. */
        NOTIFICATION
    }

    public String url(Manner manner) {
        return "http://127.0.0.1:" + server.actualPort() + "/" + manner;
    }

    /** In the order in which they came. */
    public List<Receipt> receipts() {
        return List.copyOf(receipts);
    }

    /** How many {@link Manner#COUNTED} calls of one job were open at the same time, at most. */
    public int mostOpen() {
        return mostOpen;
    }

    @Override
    public void close() throws InterruptedException, ExecutionException {
        vertx.close().toCompletionStage().toCompletableFuture().get();
    }

    private void received(HttpServerRequest request) {
        Instant now = Instant.now();
        Manner manner = Manner.valueOf(request.path().substring(1));
        if (manner == Manner.NOTIFICATION) {
            answer(request, 204);
            return;
        }
        UUID execution = UUID.fromString(header(request, "X-Cron-Service-Execution-Id"));
        UUID job = UUID.fromString(header(request, "X-Cron-Service-Job-Id"));
        boolean refuses =
                manner == Manner.FLAKY && Objects.requireNonNull(refusals.merge(execution, 1, Integer::sum)) == 1;
        int status = refuses ? 500 : 204;
        receipts.add(new Receipt(
                execution,
                job,
                Instant.parse(header(request, "X-Cron-Service-Scheduled-For")),
                Integer.parseInt(header(request, "X-Cron-Service-Attempt")),
                Objects.requireNonNullElse(request.getHeader("Idempotency-Key"), ""),
                now,
                status));
        switch (manner) {
            case SLOW -> vertx.setTimer(SLOW_MILLIS, fired -> answer(request, status));
            case COUNTED -> answerCounted(request, job);
            default -> answer(request, status);
        }
    }

    private void answerCounted(HttpServerRequest request, UUID job) {
        mostOpen = Math.max(mostOpen, Objects.requireNonNull(open.merge(job, 1, Integer::sum)));
        vertx.setTimer(SHORT_MILLIS, fired -> {
            open.merge(job, -1, Integer::sum);
            answer(request, 204);
        });
    }

    private static void answer(HttpServerRequest request, int status) {
        if (!request.response().closed()) {
            request.response().setStatusCode(status).end();
        }
    }

    private static String header(HttpServerRequest request, String name) {
        return Objects.requireNonNull(request.getHeader(name), name);
    }
}

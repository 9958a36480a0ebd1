package dev.belfry.load.sink;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;

/** A server on one event loop: {@code POST /} answers 204 at once, {@code POST /500} after 500 ms. */
public final class Sink {

    private final Context context;
    private final HttpServer server;
    private Arrivals arrivals = new Arrivals();

    private Sink(Vertx vertx, Context context) {
        this.context = context;
        this.server = vertx.createHttpServer(
                        new HttpServerOptions().setHost("127.0.0.1").setPort(0).setAcceptBacklog(8192))
                .requestHandler(this::received);
    }

    /** Starts a server on a free port. */
    public static Sink start(Vertx vertx) throws InterruptedException, ExecutionException {
        CompletableFuture<Sink> started = new CompletableFuture<>();
        Context context = vertx.getOrCreateContext();
        context.runOnContext(turn -> {
            Sink sink = new Sink(vertx, context);
            sink.server
                    .listen()
                    .onSuccess(listening -> started.complete(sink))
                    .onFailure(started::completeExceptionally);
        });
        return started.get();
    }

    /** Where calls are answered after so many milliseconds. */
    public String url(int delayMillis) {
        return "http://127.0.0.1:" + server.actualPort() + "/" + (delayMillis == 0 ? "" : delayMillis);
    }

    /** Forgets what came so far. */
    public void reset() {
        onContext(() -> arrivals = new Arrivals());
    }

    /** How many calls came since the last reset. */
    public long received() {
        return onContext(() -> arrivals.calls());
    }

    /** What came since the last reset; nothing is added to it any more. */
    public Arrivals take() {
        return onContext(() -> {
            Arrivals taken = arrivals;
            arrivals = new Arrivals();
            return taken;
        });
    }

    private void received(HttpServerRequest request) {
        Instant now = Instant.now();
        arrivals.add(
                now,
                request.getHeader("X-Cron-Service-Execution-Id"),
                request.getHeader("X-Cron-Service-Scheduled-For"));
        if (request.path().length() == 1) {
            answer(request);
        } else {
            long delay = Long.parseLong(request.path().substring(1));
            context.owner().setTimer(delay, fired -> answer(request));
        }
    }

    private static void answer(HttpServerRequest request) {
        request.response().setStatusCode(204).end();
    }

    private <T> T onContext(Supplier<T> work) {
        CompletableFuture<T> done = new CompletableFuture<>();
        context.runOnContext(turn -> done.complete(work.get()));
        return done.join();
    }
}

package dev.belfry.transport.http;

import dev.belfry.core.execution.ErrorCode;
import dev.belfry.core.outbound.AddressGuard;
import dev.belfry.core.outbound.InvalidTargetException;
import dev.belfry.core.outbound.RequestHeaders;
import dev.belfry.core.outbound.TargetUrl;
import dev.belfry.core.request.TargetRequest;
import dev.belfry.transport.http.CallResult.Failed;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.PoolOptions;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import org.jboss.logging.Logger;

/**
 * Makes HTTP calls to addresses the guard permits. Built on Vert.x's plain client rather than its web client, because
 * only the plain one lets a call be cut off in the middle of an answer and keeps no more of it than is asked for.
 *
 * <p>A call must be started on a Vert.x context and answers on it.
 */
public final class GuardedClient implements AutoCloseable {

    /** How much of an answer's body is kept. */
    public static final int PREVIEW_BYTES = 64 * 1024;

    private static final Logger LOG = Logger.getLogger(GuardedClient.class);
    private static final int MAX_HEADER_BYTES = 64 * 1024;
    private static final int CONNECT_TIMEOUT_MILLIS = 10_000;

    private final Vertx vertx;
    private final AddressGuard guard;
    private final Function<String, CompletableFuture<List<InetAddress>>> resolver;
    private final HttpClient client;

    /**
     * A client with a connection pool of its own.
     *
     * @param maxConnectionsPerTarget how many calls to one address and port may be under way; later ones wait in the
     *     client, and the wait counts against their timeout
     */
    public GuardedClient(Vertx vertx, AddressGuard guard, int maxConnectionsPerTarget) {
        this(vertx, guard, maxConnectionsPerTarget, new HostResolver()::resolve);
    }

    GuardedClient(
            Vertx vertx,
            AddressGuard guard,
            int maxConnectionsPerTarget,
            Function<String, CompletableFuture<List<InetAddress>>> resolver) {
        this.vertx = vertx;
        this.guard = guard;
        this.resolver = resolver;
        HttpClientOptions options = new HttpClientOptions()
                .setMaxHeaderSize(MAX_HEADER_BYTES)
                .setConnectTimeout(CONNECT_TIMEOUT_MILLIS)
                .setKeepAliveTimeout(30)
                .setTcpNoDelay(true)
                .setTryUseCompression(false)
                .setDecompressionSupported(false);
        this.client = vertx.httpClientBuilder()
                .with(options)
                .with(new PoolOptions().setHttp1MaxSize(maxConnectionsPerTarget))
                // Left alone, Vert.x logs as an error what a target did wrong; each call reports it already.
                .withConnectHandler(connection -> connection.exceptionHandler(
                        failure -> LOG.debugf("connection failed: address=%s %s", connection.remoteAddress(), failure)))
                .build();
    }

    /** Makes a call. Never fails: what goes wrong is a {@link Failed}. */
    public Uni<CallResult> call(OutboundCall call) {
        return Uni.createFrom()
                .emitter(emitter -> start(call)
                        .onComplete(done ->
                                emitter.complete(done.succeeded() ? done.result() : Failures.of(call, done.cause()))));
    }

    @Override
    public void close() {
        client.close();
    }

    private Future<CallResult> start(OutboundCall call) {
        TargetUrl url;
        try {
            url = TargetUrl.parse(call.url());
        } catch (InvalidTargetException e) {
            return Future.succeededFuture(new Failed(ErrorCode.INVALID_TARGET, e.getMessage()));
        }
        Optional<String> flaw = flaw(call);
        if (flaw.isPresent()) {
            return Future.succeededFuture(Failures.unsendable(flaw.get()));
        }
        CallInFlight inFlight = new CallInFlight(vertx, client, call, url);
        addresses(url).onComplete(resolved -> {
            if (resolved.failed()) {
                inFlight.end(Failures.ofResolving(url, resolved.cause()));
            } else {
                judge(resolved.result()).ifPresentOrElse(inFlight::end, () -> inFlight.connect(resolved.result(), 0));
            }
        });
        return inFlight.result();
    }

    /** Checked again, although it was when it was stored: rows live longer than the rules they were checked by. */
    private static Optional<String> flaw(OutboundCall call) {
        if (!TargetRequest.METHODS.contains(call.method())) {
            return Optional.of("the method must be one of " + TargetRequest.METHODS + ", not " + call.method());
        }
        return call.headers().entrySet().stream()
                .flatMap(header -> RequestHeaders.violation(header.getKey(), header.getValue())
                        .map(violation -> "the header '" + header.getKey() + "' " + violation)
                        .stream())
                .findFirst();
    }

    /** Every address has to be permitted: a name with one good and one bad address is a trap. */
    private Optional<Failed> judge(List<InetAddress> addresses) {
        return addresses.stream()
                .flatMap(address -> guard.refusal(address).stream())
                .findFirst()
                .map(reason -> new Failed(ErrorCode.BLOCKED_TARGET, reason));
    }

    private Future<List<InetAddress>> addresses(TargetUrl url) {
        Optional<InetAddress> literal = url.literalAddress();
        if (literal.isPresent()) {
            return Future.succeededFuture(List.of(literal.get()));
        }
        Context context = vertx.getOrCreateContext();
        return Future.fromCompletionStage(resolver.apply(url.host()), context)
                .recover(failure -> Future.failedFuture(
                        failure instanceof CompletionException && failure.getCause() != null
                                ? failure.getCause()
                                : failure));
    }
}

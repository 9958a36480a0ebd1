package dev.belfry.transport.http;

import dev.belfry.core.outbound.AddressGuard;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.PoolOptions;
import java.net.InetAddress;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiFunction;
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
    /**
     * All headers of an answer together. Each of some thousand connections may hold as much for as long as its target
     * likes, before anybody can decide what to keep of it; common proxies allow less.
     */
    private static final int MAX_HEADER_BYTES = 16 * 1024;

    private static final int CONNECT_TIMEOUT_MILLIS = 10_000;

    /** Twice the calls that an executor usually has under way at most: a herd to one target finds all of its again. */
    private static final int MOST_KEPT = 8_192;

    private final Wire wire;

    /**
     * A client with a connection pool of its own.
     *
     * @param maxConnectionsPerTarget how many calls to one address and port may be under way; later ones wait in the
     *     client, and the wait counts against their timeout
     */
    public GuardedClient(Vertx vertx, AddressGuard guard, int maxConnectionsPerTarget) {
        this(vertx, guard, maxConnectionsPerTarget, new OpenedConnections(MOST_KEPT), new HostResolver()::resolve);
    }

    GuardedClient(
            Vertx vertx,
            AddressGuard guard,
            int maxConnectionsPerTarget,
            OpenedConnections opened,
            BiFunction<Object, String, CompletableFuture<List<InetAddress>>> resolver) {
        HttpClientOptions options = new HttpClientOptions()
                .setMaxHeaderSize(MAX_HEADER_BYTES)
                .setConnectTimeout(CONNECT_TIMEOUT_MILLIS)
                .setKeepAliveTimeout(30)
                .setTcpNoDelay(true)
                // Each request says for itself; but only of a client that says yes does Vert.x heed the engine's
                // options.
                .setSsl(true)
                .setSslEngineOptions(new ObservedTls(opened::tlsBegins))
                .setTryUseCompression(false)
                .setDecompressionSupported(false);
        HttpClient client = vertx.httpClientBuilder()
                .with(options)
                .with(new PoolOptions().setHttp1MaxSize(maxConnectionsPerTarget))
                .withConnectHandler(connection -> {
                    opened.ready(connection);
                    // Left alone, Vert.x logs as an error what a target did wrong; each call reports it already.
                    connection.exceptionHandler(failure ->
                            LOG.debugf("connection failed: address=%s %s", connection.remoteAddress(), failure));
                })
                .build();
        this.wire = new Wire(vertx, client, opened, new TargetAddresses(vertx, guard, resolver));
    }

    /**
     * Makes a call when it is subscribed to. Never fails: what goes wrong is a {@link CallResult.Failed}. Canceling the
     * subscription, from any thread, aborts the call on the wire: its connection is closed, and what was not sent yet
     * never is.
     */
    public Uni<CallResult> call(OutboundCall call) {
        return call(call, CallAccount.SOLE);
    }

    /** The same on the account of one of many. */
    public Uni<CallResult> call(OutboundCall call, CallAccount account) {
        return Uni.createFrom().emitter(emitter -> {
            CallInFlight inFlight = new CallInFlight(wire, call, account);
            emitter.onTermination(inFlight::cancel);
            inFlight.begin().onSuccess(emitter::complete);
        });
    }

    @Override
    public void close() {
        wire.client().close();
    }
}

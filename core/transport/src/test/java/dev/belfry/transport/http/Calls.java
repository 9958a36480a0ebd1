package dev.belfry.transport.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belfry.core.execution.ErrorCode;
import dev.belfry.core.outbound.AddressGuard;
import dev.belfry.core.outbound.Cidr;
import dev.belfry.transport.http.CallResult.Answered;
import dev.belfry.transport.http.CallResult.Failed;
import io.smallrye.mutiny.subscription.Cancellable;
import io.vertx.core.Vertx;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;

/** A client for a test, and its calls: each on a Vert.x context, waited for. */
final class Calls implements AutoCloseable {

    static final Duration PATIENT = Duration.ofSeconds(20);

    /** How many connections a client keeps open. */
    static final int KEPT = 8;

    private final Vertx vertx = Vertx.vertx();
    private final GuardedClient client;

    private Calls(String allowed, BiFunction<Object, String, CompletableFuture<List<InetAddress>>> resolver) {
        this.client = new GuardedClient(
                vertx, new AddressGuard(Cidr.parseList(allowed)), 4, new OpenedConnections(KEPT), resolver);
    }

    /** May call these ranges; names resolve as the platform says. */
    static Calls allowing(String allowed) {
        return new Calls(allowed, new HostResolver()::resolve);
    }

    /** May call these ranges; every name resolves to these addresses. */
    static Calls resolving(String allowed, InetAddress... addresses) {
        return resolving(allowed, name -> CompletableFuture.completedFuture(List.of(addresses)));
    }

    static Calls resolving(String allowed, Function<String, CompletableFuture<List<InetAddress>>> resolver) {
        return new Calls(allowed, (owner, name) -> resolver.apply(name));
    }

    static OutboundCall get(String url) {
        return new OutboundCall("GET", url, Map.of(), new byte[0], PATIENT);
    }

    static OutboundCall get(String url, Duration timeout) {
        return new OutboundCall("GET", url, Map.of(), new byte[0], timeout);
    }

    CallResult make(OutboundCall call) throws Exception {
        return start(call).get(60, TimeUnit.SECONDS);
    }

    CallResult make(OutboundCall call, CallAccount account) throws Exception {
        return start(call, account).get(60, TimeUnit.SECONDS);
    }

    CompletableFuture<CallResult> start(OutboundCall call) {
        return start(call, CallAccount.SOLE);
    }

    private CompletableFuture<CallResult> start(OutboundCall call, CallAccount account) {
        CompletableFuture<CallResult> result = new CompletableFuture<>();
        vertx.runOnContext(
                turn -> client.call(call, account).subscribe().with(result::complete, result::completeExceptionally));
        return result;
    }

    /** Starts a call and gives the way to cancel it; what comes of it is not kept. */
    Cancellable begin(OutboundCall call) throws Exception {
        return begin(call, result -> {});
    }

    Cancellable begin(OutboundCall call, Consumer<CallResult> then) throws Exception {
        CompletableFuture<Cancellable> begun = new CompletableFuture<>();
        vertx.runOnContext(turn -> begun.complete(client.call(call).subscribe().with(then)));
        return begun.get(10, TimeUnit.SECONDS);
    }

    Answered answered(OutboundCall call) throws Exception {
        CallResult result = make(call);
        assertThat(result).isInstanceOf(Answered.class);
        return (Answered) result;
    }

    Failed failed(ErrorCode code, OutboundCall call) throws Exception {
        CallResult result = make(call);
        assertThat(result)
                .isInstanceOfSatisfying(
                        Failed.class,
                        failed -> assertThat(failed.code()).as(failed.message()).isEqualTo(code));
        return (Failed) result;
    }

    void closeClient() {
        client.close();
    }

    @Override
    public void close() {
        client.close();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}

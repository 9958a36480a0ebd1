package dev.belfry.transport.http;

import dev.belfry.core.execution.ErrorCode;
import dev.belfry.core.outbound.AddressGuard;
import dev.belfry.core.outbound.TargetUrl;
import dev.belfry.transport.http.CallResult.Failed;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.BiFunction;

/** Which addresses a URL leads to, and whether they may be called. */
final class TargetAddresses {

    private final Vertx vertx;
    private final AddressGuard guard;
    private final BiFunction<Object, String, CompletableFuture<List<InetAddress>>> resolver;

    TargetAddresses(
            Vertx vertx,
            AddressGuard guard,
            BiFunction<Object, String, CompletableFuture<List<InetAddress>>> resolver) {
        this.vertx = vertx;
        this.guard = guard;
        this.resolver = resolver;
    }

    /**
     * The addresses of the host, at least one. Answers on the current context.
     *
     * @param owner whose share of the look-ups it uses
     */
    Future<List<InetAddress>> of(TargetUrl url, Object owner) {
        Optional<InetAddress> literal = url.literalAddress();
        if (literal.isPresent()) {
            return Future.succeededFuture(List.of(literal.get()));
        }
        return Future.fromCompletionStage(resolver.apply(owner, url.host()), vertx.getOrCreateContext())
                .recover(failure -> Future.failedFuture(
                        failure instanceof CompletionException && failure.getCause() != null
                                ? failure.getCause()
                                : failure));
    }

    /** Every address has to be permitted: a name with one good and one bad address is a trap. */
    Optional<Failed> refusal(List<InetAddress> addresses) {
        return addresses.stream()
                .flatMap(address -> guard.refusal(address).stream())
                .findFirst()
                .map(reason -> new Failed(ErrorCode.BLOCKED_TARGET, reason));
    }
}

package dev.belfry.transport.http;

import dev.belfry.core.outbound.TargetUrl;
import dev.belfry.transport.http.CallResult.Answered;
import dev.belfry.transport.http.OpenedConnections.Opened;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.http.impl.HttpClientConnection;
import io.vertx.core.net.SocketAddress;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * One request and its answer. The first end counts (answer, failure or abort); whatever still runs on the wire is then
 * cut off. Confined to one context.
 */
final class Exchange {

    /**
     * The call it is part of.
     *
     * @param isOver whether nobody waits for the call any more; an abort is then on its way
     */
    record Part(CallClock clock, CallAccount account, BooleanSupplier isOver) {}

    /** What comes after this much of a body is not worth waiting for: the status decides, the preview is full. */
    private static final int ENOUGH_BYTES = 1024 * 1024;

    private static final int FIRST_FINAL = 200;

    private final Wire wire;
    private final Hop hop;
    private final Part of;
    private final Promise<CallResult> result = Promise.promise();
    private final BodyPreview preview;
    private long askedAt;
    private @Nullable HttpClientRequest request;

    Exchange(Wire wire, Hop hop, Part of) {
        this.wire = wire;
        this.hop = hop;
        this.of = of;
        this.preview = new BodyPreview(of.account());
    }

    /** Tries the addresses in turn; all of them were judged before. Fails only when it is aborted. */
    Future<CallResult> with(List<InetAddress> addresses) {
        askedAt = System.nanoTime();
        connect(addresses, 0);
        return result.future();
    }

    /** Ends the exchange without a result, unless it has ended already: a request not yet sent never will be. */
    void abort() {
        if (result.tryFail("aborted")) {
            cutOff();
        }
    }

    private void end(CallResult how) {
        boolean first = result.tryComplete(how);
        if (first && !(how instanceof Answered && preview.received() < ENOUGH_BYTES)) {
            cutOff();
        }
    }

    private void cutOff() {
        if (request != null) {
            request.reset();
        }
    }

    private void connect(List<InetAddress> addresses, int index) {
        if (result.future().isComplete()) {
            return;
        }
        request(addresses.get(index)).onSuccess(this::send).onFailure(failure -> {
            if (failure instanceof SocketException && index + 1 < addresses.size()) {
                connect(addresses, index + 1);
            } else {
                end(Failures.of(hop, failure));
            }
        });
    }

    private Future<HttpClientRequest> request(InetAddress address) {
        try {
            return wire.client().request(options(address));
        } catch (RuntimeException e) {
            // A closed client throws.
            return Future.failedFuture(e);
        }
    }

    private RequestOptions options(InetAddress address) {
        TargetUrl url = hop.url();
        return new RequestOptions()
                .setServer(SocketAddress.inetSocketAddress(new InetSocketAddress(nameless(address), url.port())))
                .setHost(url.host())
                .setPort(url.port())
                .setSsl(url.isTls())
                .setURI(url.uri())
                .setMethod(HttpMethod.valueOf(hop.method()));
    }

    /** The pool compares names where there are any: a connection to another address of the name would pass for this one. */
    private static InetAddress nameless(InetAddress address) {
        try {
            return InetAddress.getByAddress(address.getAddress());
        } catch (UnknownHostException e) {
            throw new IllegalStateException("the bytes of an address are always an address", e);
        }
    }

    private void send(HttpClientRequest connected) {
        request = connected;
        connected.exceptionHandler(failure -> end(Failures.of(hop, failure)));
        if (result.future().isComplete() || of.isOver().getAsBoolean()) {
            connected.reset();
            return;
        }
        Opened opened = wire.opened().firstUse(connected.connection());
        if (opened != null) {
            of.clock().connected(askedAt, opened);
        }
        try {
            connected.putHeader("Host", hop.url().authority());
            hop.headers().forEach(connected::putHeader);
            if (wire.opened().areMany()) {
                connected.putHeader("Connection", "close");
            }
        } catch (IllegalArgumentException e) {
            end(Failures.unsendable(String.valueOf(e.getMessage())));
            return;
        }
        long sentAt = System.nanoTime();
        Future<HttpClientResponse> response =
                hop.body().length == 0 ? connected.send() : connected.send(Buffer.buffer(hop.body()));
        response.onSuccess(head -> read(head, sentAt)).onFailure(failure -> end(Failures.of(hop, failure)));
    }

    private void read(HttpClientResponse response, long sentAt) {
        of.clock().answered(sentAt);
        response.exceptionHandler(failure -> end(Failures.of(hop, failure)));
        if (response.statusCode() < FIRST_FINAL) {
            end(Failures.provisional(hop, response.statusCode()));
            // Vert.x waits behind 100 and 103 alone: what follows would be the answer to nothing, or another protocol.
            if (response.request().connection() instanceof HttpClientConnection connection) {
                connection.channel().close();
            }
            return;
        }
        AnswerHead head = AnswerHead.of(response, of.account());
        response.handler(chunk -> {
            preview.append(chunk);
            if (preview.received() >= ENOUGH_BYTES) {
                end(answer(head));
            }
        });
        response.endHandler(ended -> end(answer(head)));
    }

    private Answered answer(AnswerHead head) {
        return new Answered(head.status(), head.headers(), preview.text(), preview.isCut(), 0, null, null);
    }
}

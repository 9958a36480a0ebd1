package dev.belfry.transport.http;

import dev.belfry.core.outbound.TargetUrl;
import dev.belfry.transport.http.CallResult.Answered;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One call from its first to its last byte. The first end counts (answer, failure or timeout); whatever still runs on
 * the wire is then cut off. Confined to one context.
 */
final class CallInFlight {

    /** What comes after this much of a body is not worth waiting for: the status decides, the preview is full. */
    private static final int ENOUGH_BYTES = 1024 * 1024;

    private final HttpClient client;
    private final OutboundCall call;
    private final TargetUrl url;
    private final Promise<CallResult> result = Promise.promise();
    private final BodyPreview preview = new BodyPreview();
    private @Nullable HttpClientRequest request;

    CallInFlight(Vertx vertx, HttpClient client, OutboundCall call, TargetUrl url) {
        this.client = client;
        this.call = call;
        this.url = url;
        long deadline = vertx.setTimer(Math.max(1, call.timeout().toMillis()), fired -> end(Failures.timeout(call)));
        result.future().onComplete(done -> vertx.cancelTimer(deadline));
    }

    Future<CallResult> result() {
        return result.future();
    }

    /** Ends the call, unless it has ended already. */
    void end(CallResult how) {
        boolean first = result.tryComplete(how);
        if (first && request != null && !(how instanceof Answered && preview.received() < ENOUGH_BYTES)) {
            request.reset();
        }
    }

    /** Tries the addresses in turn until one takes the connection; all of them were judged before. */
    void connect(List<InetAddress> addresses, int index) {
        if (result.future().isComplete()) {
            return;
        }
        request(addresses.get(index)).onSuccess(this::send).onFailure(failure -> {
            if (failure instanceof SocketException && index + 1 < addresses.size()) {
                connect(addresses, index + 1);
            } else {
                end(Failures.of(call, failure));
            }
        });
    }

    private Future<HttpClientRequest> request(InetAddress address) {
        try {
            return client.request(options(address));
        } catch (RuntimeException e) {
            // A closed client throws.
            return Future.failedFuture(e);
        }
    }

    private RequestOptions options(InetAddress address) {
        return new RequestOptions()
                .setServer(SocketAddress.inetSocketAddress(new InetSocketAddress(nameless(address), url.port())))
                .setHost(url.host())
                .setPort(url.port())
                .setSsl(url.isTls())
                .setURI(url.uri())
                .setMethod(HttpMethod.valueOf(call.method()));
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
        connected.exceptionHandler(failure -> end(Failures.of(call, failure)));
        if (result.future().isComplete()) {
            connected.reset();
            return;
        }
        try {
            connected.putHeader("Host", url.authority());
            call.headers().forEach(connected::putHeader);
        } catch (IllegalArgumentException e) {
            end(Failures.unsendable(String.valueOf(e.getMessage())));
            return;
        }
        Future<HttpClientResponse> response =
                call.body().length == 0 ? connected.send() : connected.send(Buffer.buffer(call.body()));
        response.onSuccess(this::read).onFailure(failure -> end(Failures.of(call, failure)));
    }

    private void read(HttpClientResponse response) {
        response.exceptionHandler(failure -> end(Failures.of(call, failure)));
        response.handler(chunk -> {
            preview.append(chunk);
            if (preview.received() >= ENOUGH_BYTES) {
                end(answer(response));
            }
        });
        response.endHandler(ended -> end(answer(response)));
    }

    private Answered answer(HttpClientResponse response) {
        return new Answered(response.statusCode(), joined(response.headers()), preview.text());
    }

    private static Map<String, String> joined(MultiMap headers) {
        Map<String, String> joined = new LinkedHashMap<>();
        headers.forEach((name, value) -> joined.merge(
                name.toLowerCase(Locale.ROOT), Failures.storable(value), (first, next) -> first + ", " + next));
        return joined;
    }
}

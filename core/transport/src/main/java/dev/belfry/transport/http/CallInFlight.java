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
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
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
    private final Buffer preview = Buffer.buffer();
    private @Nullable HttpClientRequest request;
    private long received;

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
        if (first && request != null && !(how instanceof Answered && received < ENOUGH_BYTES)) {
            request.reset();
        }
    }

    /** Tries the addresses in turn until one takes the connection; all of them were judged before. */
    void connect(List<InetAddress> addresses, int index) {
        client.request(options(addresses.get(index))).onComplete(connected -> {
            if (connected.succeeded()) {
                send(connected.result());
            } else if (connected.cause() instanceof ConnectException && index + 1 < addresses.size()) {
                connect(addresses, index + 1);
            } else {
                end(Failures.of(call, connected.cause()));
            }
        });
    }

    private RequestOptions options(InetAddress address) {
        return new RequestOptions()
                .setServer(SocketAddress.inetSocketAddress(new InetSocketAddress(address, url.port())))
                .setHost(url.host())
                .setPort(url.port())
                .setSsl(url.isTls())
                .setURI(url.uri())
                .setMethod(HttpMethod.valueOf(call.method()));
    }

    private void send(HttpClientRequest connected) {
        request = connected;
        if (result.future().isComplete()) {
            connected.reset();
            return;
        }
        try {
            call.headers().forEach(connected::putHeader);
        } catch (IllegalArgumentException e) {
            end(Failures.of(call, e));
            return;
        }
        Future<HttpClientResponse> response =
                call.body().length == 0 ? connected.send() : connected.send(Buffer.buffer(call.body()));
        response.onSuccess(this::read).onFailure(failure -> end(Failures.of(call, failure)));
    }

    private void read(HttpClientResponse response) {
        response.exceptionHandler(failure -> end(Failures.of(call, failure)));
        response.handler(chunk -> {
            received += chunk.length();
            int room = GuardedClient.PREVIEW_BYTES - preview.length();
            preview.appendBuffer(chunk, 0, Math.min(room, chunk.length()));
            if (received >= ENOUGH_BYTES) {
                end(answer(response));
            }
        });
        response.endHandler(ended -> end(answer(response)));
    }

    private Answered answer(HttpClientResponse response) {
        return new Answered(
                response.statusCode(), joined(response.headers()), preview.toString(StandardCharsets.UTF_8));
    }

    private static Map<String, String> joined(MultiMap headers) {
        Map<String, String> joined = new LinkedHashMap<>();
        headers.forEach((name, value) ->
                joined.merge(name.toLowerCase(Locale.ROOT), value, (first, next) -> first + ", " + next));
        return joined;
    }
}

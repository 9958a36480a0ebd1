package dev.belfry.api.ping;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;

/**
 * When a ping came, by this process's own stopwatch: when its head did, whatever Belfry was busy with until somebody looked
 * at it. Only a client that itself takes longer than a moment for the rest came when all of it was there: nobody else may be
 * made to wait for that, nor the listening be called interrupted for it.
 */
final class Arrival {

    private static final String STAMP = "belfry.ping.arrival";
    private static final long MOMENT_NANOS = Duration.ofSeconds(1).toNanos();

    private Arrival() {}

    /** Notes it, when the head is there. */
    static void stamp(RoutingContext ping) {
        ping.put(STAMP, System.nanoTime());
    }

    /** The reading of the stopwatch when a ping came of which all is there. */
    static long nanos(RoutingContext ping) {
        long now = System.nanoTime();
        Long head = ping.get(STAMP);
        return head == null || hasBody(ping.request()) && now - head > MOMENT_NANOS ? now : head;
    }

    private static boolean hasBody(HttpServerRequest request) {
        String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        return request.headers().contains(HttpHeaders.TRANSFER_ENCODING) || length != null && !length.equals("0");
    }
}

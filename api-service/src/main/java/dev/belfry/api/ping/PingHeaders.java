package dev.belfry.api.ping;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/**
 * Notes when a ping came, before anything else is done with it, and takes away what a client says of the types that it sends and wants: bodies are kept as they come and there is one
 * answer, so no ping shall be lost over a header that a program made up or left out.
 */
@ApplicationScoped
class PingHeaders {

    private static final String PINGS = "/v1/ping/";
    private static final String ANY = "application/octet-stream";
    private static final int BEFORE_ALL = 1_000;
    private static final int BEFORE_ENDPOINTS = 5;

    void register(@Observes Filters filters) {
        filters.register(PingHeaders::stamp, BEFORE_ALL);
        filters.register(PingHeaders::even, BEFORE_ENDPOINTS);
    }

    private static void stamp(RoutingContext context) {
        if (context.normalizedPath().startsWith(PINGS)) {
            Arrival.stamp(context);
        }
        context.next();
    }

    private static void even(RoutingContext context) {
        if (context.normalizedPath().startsWith(PINGS)) {
            MultiMap headers = context.request().headers();
            headers.remove(HttpHeaders.ACCEPT);
            headers.set(HttpHeaders.CONTENT_TYPE, ANY);
        }
        context.next();
    }
}

package dev.belfry.api.json;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.Context;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import org.jboss.logging.Logger;

/**
 * Lets a few requests with large bodies in at a time; the others wait unread, which takes no memory. A megabyte of JSON is
 * many times as large as a tree. Pings have turns of their own.
 */
@ApplicationScoped
class LargeBodyGate {

    private static final Logger LOG = Logger.getLogger(LargeBodyGate.class);

    /** A body up to this is let in at once. */
    private static final int LARGE = 16 * 1024;

    private static final int AT_ONCE = 3;

    /** What a ping brings is cut as it comes, and its time must not depend on what others upload. */
    private static final int PINGS_AT_ONCE = 32;

    private static final String PINGS = "/v1/ping/";

    /** Whoever is let in and takes longer to send a megabyte is keeping others waiting. */
    private static final Duration LONGEST_UPLOAD = Duration.ofSeconds(10);

    /** After all others that may refuse a request without its body. */
    private static final int LAST = 1;

    private final Turns documents = new Turns(AT_ONCE);
    private final Turns pings = new Turns(PINGS_AT_ONCE);

    void stand(@Observes Filters filters) {
        filters.register(this::check, LAST);
    }

    private void check(RoutingContext context) {
        if (!isLarge(context.request())) {
            context.next();
            return;
        }
        Context own = context.vertx().getOrCreateContext();
        Turns turns = context.normalizedPath().startsWith(PINGS) ? pings : documents;
        Turns.Turn turn = turns.ask(owner(context.request()), () -> own.runOnContext(admitted -> letIn(context)));
        context.addEndHandler(ended -> turn.end());
    }

    private static void letIn(RoutingContext context) {
        if (context.response().closed()) {
            return;
        }
        long timer = context.vertx().setTimer(LONGEST_UPLOAD.toMillis(), late -> {
            if (!context.request().isEnded()) {
                LOG.debug("connection closed, its request took too long to come");
                context.request().connection().close();
            }
        });
        context.addEndHandler(ended -> context.vertx().cancelTimer(timer));
        context.next();
    }

    /** Whoever sends many takes turns with the others. What is presented was found true before, or is of no use. */
    private static Object owner(HttpServerRequest request) {
        String authorization = request.getHeader(HttpHeaders.AUTHORIZATION);
        return authorization == null ? request.remoteAddress().hostAddress() : authorization;
    }

    /** One that does not say how long it is may be of any length. */
    private static boolean isLarge(HttpServerRequest request) {
        String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        return length == null
                ? request.headers().contains(HttpHeaders.TRANSFER_ENCODING)
                : length.length() > 9 || Integer.parseInt(length) > LARGE;
    }
}

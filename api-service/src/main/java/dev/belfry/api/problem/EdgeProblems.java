package dev.belfry.api.problem;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;

/** Answers in the one error shape what the HTTP server would refuse with an empty body, before any endpoint is asked. */
@ApplicationScoped
class EdgeProblems {

    private static final int MAX_BYTES = 1024 * 1024;
    private static final int MAX_URI = 4096;

    /** Below what the rate limits register with: these requests count too and are told what is left. */
    private static final int BEFORE_ENDPOINTS = 10;

    private final EdgeAnswer answer;

    EdgeProblems(EdgeAnswer answer) {
        this.answer = answer;
    }

    void uriTooLong(@Observes Filters filters) {
        filters.register(this::checkUri, BEFORE_ENDPOINTS);
    }

    private void checkUri(RoutingContext context) {
        String uri = context.request().uri();
        if (uri.length() > MAX_URI) {
            answer.refuse(
                    context,
                    new Problem(
                            ProblemCode.URI_TOO_LONG, "a URI may have " + MAX_URI + " characters at most", List.of()));
        } else {
            context.next();
        }
    }

    /** A body that says it is too large is not even received. */
    void announcedTooLarge(@Observes Filters filters) {
        filters.register(this::checkLength, BEFORE_ENDPOINTS);
    }

    private void checkLength(RoutingContext context) {
        String length = context.request().getHeader(HttpHeaders.CONTENT_LENGTH);
        if (length == null || length.length() < 8 && Integer.parseInt(length) <= MAX_BYTES) {
            context.next();
            return;
        }
        context.response().putHeader(HttpHeaders.CONNECTION, "close");
        answer.refuse(
                context,
                new Problem(ProblemCode.PAYLOAD_TOO_LARGE, "a request body may hold 1 MiB at most", List.of()));
    }
}

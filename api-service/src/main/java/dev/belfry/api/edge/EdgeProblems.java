package dev.belfry.api.edge;

import dev.belfry.api.problem.Problem;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/**
 * Answers in the one error shape what the HTTP server would refuse with an empty body, or would let pass although nobody
 * should read it, before any endpoint is asked.
 */
@ApplicationScoped
class EdgeProblems {

    /** Below what the rate limits register with: these requests count too and are told what is left. */
    private static final int BEFORE_ENDPOINTS = 10;

    private final EdgeAnswer answer;

    EdgeProblems(EdgeAnswer answer) {
        this.answer = answer;
    }

    void register(@Observes Filters filters) {
        filters.register(this::check, BEFORE_ENDPOINTS);
    }

    private void check(RoutingContext context) {
        RequestHead head = RequestHead.of(context.request());
        head.problem().ifPresentOrElse(problem -> refuse(context, head, problem), context::next);
    }

    private void refuse(RoutingContext context, RequestHead head, Problem problem) {
        if (!head.isBodyBounded()) {
            context.response().putHeader(HttpHeaders.CONNECTION, "close");
        }
        if (head.isEndUnknown()) {
            // Or what follows, and may be anybody's, would be taken for the next request.
            context.addEndHandler(ended -> context.request().connection().close());
        }
        answer.refuse(context, problem);
    }
}

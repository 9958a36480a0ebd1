package dev.belfry.api.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
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
    private static final int BEFORE_ALL_OTHERS = 1000;

    private final ObjectMapper mapper;

    EdgeProblems(ObjectMapper mapper) {
        this.mapper = mapper;
    }

    void uriTooLong(@Observes Filters filters) {
        filters.register(this::checkUri, BEFORE_ALL_OTHERS);
    }

    private void checkUri(RoutingContext context) {
        String uri = context.request().uri();
        if (uri.length() > MAX_URI) {
            answer(
                    context,
                    new Problem(
                            ProblemCode.URI_TOO_LONG, "a URI may have " + MAX_URI + " characters at most", List.of()));
        } else {
            context.next();
        }
    }

    /** A body that says it is too large is not even received. */
    void announcedTooLarge(@Observes Filters filters) {
        filters.register(this::checkLength, BEFORE_ALL_OTHERS);
    }

    private void checkLength(RoutingContext context) {
        String length = context.request().getHeader(HttpHeaders.CONTENT_LENGTH);
        if (length == null || length.length() < 8 && Integer.parseInt(length) <= MAX_BYTES) {
            context.next();
            return;
        }
        context.response().putHeader(HttpHeaders.CONNECTION, "close");
        answer(context, new Problem(ProblemCode.PAYLOAD_TOO_LARGE, "a request body may hold 1 MiB at most", List.of()));
    }

    private void answer(RoutingContext context, Problem problem) {
        try {
            context.response()
                    .setStatusCode(problem.code().status())
                    .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
                    .end(mapper.writeValueAsString(ErrorBody.of(problem)));
        } catch (JsonProcessingException e) {
            context.fail(e);
        }
    }
}

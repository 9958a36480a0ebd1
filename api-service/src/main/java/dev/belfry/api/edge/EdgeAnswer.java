package dev.belfry.api.edge;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.belfry.api.problem.ErrorBody;
import dev.belfry.api.problem.Problem;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;

/** The error shape for those that refuse a request before any endpoint is asked. */
@ApplicationScoped
public class EdgeAnswer {

    private final ObjectMapper mapper;

    EdgeAnswer(ObjectMapper mapper) {
        this.mapper = mapper;
    }

    /** Ends the request with a problem. Headers that were set before go along. */
    public void refuse(RoutingContext context, Problem problem) {
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

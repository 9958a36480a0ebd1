package dev.belfry.api.edge;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.belfry.api.problem.ErrorDialect.Told;
import dev.belfry.api.problem.ErrorShapes;
import dev.belfry.api.problem.Problem;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;

/** The error shape for those that refuse a request before any endpoint is asked. */
@ApplicationScoped
public class EdgeAnswer {

    private final ObjectMapper mapper;
    private final ErrorShapes shapes;

    EdgeAnswer(ObjectMapper mapper, ErrorShapes shapes) {
        this.mapper = mapper;
        this.shapes = shapes;
    }

    /** Ends the request with a problem. Headers that were set before go along. */
    public void refuse(RoutingContext context, Problem problem) {
        MultiMap headers = context.response().headers();
        Told told = shapes.tell(context.request().uri(), problem, headers::get);
        try {
            context.response()
                    .setStatusCode(problem.code().status())
                    .putHeader(HttpHeaders.CONTENT_TYPE, told.contentType())
                    .end(mapper.writeValueAsString(told.body()));
        } catch (JsonProcessingException e) {
            context.fail(e);
        }
    }
}

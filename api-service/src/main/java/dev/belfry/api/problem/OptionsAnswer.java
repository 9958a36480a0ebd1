package dev.belfry.api.problem;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Set;

/** Answers OPTIONS: Quarkus REST would name the methods of every path that the same class serves. */
@ApplicationScoped
class OptionsAnswer {

    private static final int BEFORE_THE_ENDPOINTS = 900;
    private static final int NO_CONTENT = 204;

    private final AllowedMethods allowed;

    OptionsAnswer(AllowedMethods allowed) {
        this.allowed = allowed;
    }

    void register(@Observes Filters filters) {
        filters.register(this::answer, BEFORE_THE_ENDPOINTS);
    }

    private void answer(RoutingContext context) {
        Set<String> methods =
                context.request().method().equals(HttpMethod.OPTIONS) ? allowed.of(context.normalizedPath()) : Set.of();
        // OPTIONS alone: no endpoint is there.
        if (methods.size() <= 1) {
            context.next();
            return;
        }
        context.response()
                .setStatusCode(NO_CONTENT)
                .putHeader(HttpHeaders.ALLOW, String.join(", ", methods))
                .end();
    }
}

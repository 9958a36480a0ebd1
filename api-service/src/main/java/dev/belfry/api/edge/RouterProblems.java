package dev.belfry.api.edge;

import dev.belfry.api.problem.Detail;
import dev.belfry.api.problem.Problem;
import dev.belfry.api.problem.ProblemCode;
import io.vertx.core.VertxException;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Answers in the one error shape what is refused before any filter is asked: a request without a valid Host, a path that
 * is none, a URI that cannot be read. The router would log the first as an error and answer the others with an empty
 * body; the URI is looked at here because {@link OwnUriCheck} keeps Quarkus from doing so.
 *
 * <p>What is no HTTP at all (a request line or a header that cannot be read, a length that is none, more than 64 KiB of
 * either) never gets here: Vert.x answers 400, 414 or 431 with an empty body and closes the connection, and Quarkus has
 * no place to say otherwise.
 */
@ApplicationScoped
class RouterProblems {

    private static final int BEFORE_ALL_OTHERS = Integer.MIN_VALUE;
    private static final int BAD_REQUEST = 400;
    private static final int NOT_FOUND = 404;

    private final EdgeAnswer answer;

    RouterProblems(EdgeAnswer answer) {
        this.answer = answer;
    }

    void register(@Observes Router router) {
        router.route().order(BEFORE_ALL_OTHERS).handler(RouterProblems::check).failureHandler(this::answer);
    }

    private static void check(RoutingContext context) {
        try {
            new URI(context.request().uri());
            context.next();
        } catch (URISyntaxException e) {
            context.fail(BAD_REQUEST);
        }
    }

    private void answer(RoutingContext context) {
        problem(context).ifPresentOrElse(problem -> answer.refuse(context, problem), context::next);
    }

    private static Optional<Problem> problem(RoutingContext context) {
        return switch (context.statusCode()) {
            case BAD_REQUEST -> Optional.of(Problem.invalid(new Detail("", "http", message(context.failure()), null)));
            case NOT_FOUND ->
                Optional.of(new Problem(ProblemCode.NOT_FOUND, "a path has to begin with a slash", List.of()));
            default -> Optional.empty();
        };
    }

    private static String message(@Nullable Throwable failure) {
        return failure instanceof VertxException
                ? "the request needs one valid Host header, and a path"
                : "the URI cannot be read (RFC 3986): some characters have to be escaped, and every % needs two hexadecimal"
                        + " digits behind it";
    }
}

package dev.belfry.api.problem;

import dev.belfry.api.problem.ErrorDialect.Told;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import jakarta.ws.rs.NotAllowedException;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.Map;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Turns every failure into the one error shape. */
public class ProblemMapper {

    private static final int FIRST = Priorities.USER - 100;
    private static final String RETRY_SECONDS = "2";

    private static final Map<Integer, ProblemCode> BY_STATUS = Map.of(
            400, ProblemCode.VALIDATION_ERROR,
            401, ProblemCode.UNAUTHORIZED,
            403, ProblemCode.FORBIDDEN,
            404, ProblemCode.NOT_FOUND,
            405, ProblemCode.METHOD_NOT_ALLOWED,
            406, ProblemCode.NOT_ACCEPTABLE,
            413, ProblemCode.PAYLOAD_TOO_LARGE,
            415, ProblemCode.UNSUPPORTED_MEDIA_TYPE);

    private static final Map<ProblemCode, String> MESSAGES = Map.of(
            ProblemCode.VALIDATION_ERROR, "the request cannot be read",
            ProblemCode.UNAUTHORIZED, Failure.TOKEN_NEEDED,
            ProblemCode.FORBIDDEN, "this is not allowed",
            ProblemCode.NOT_FOUND, "there is nothing at this path",
            ProblemCode.METHOD_NOT_ALLOWED, "this path does not know this method; see the Allow header",
            ProblemCode.NOT_ACCEPTABLE, "only application/json can be answered",
            ProblemCode.PAYLOAD_TOO_LARGE, "a request body may hold 1 MiB at most",
            ProblemCode.UNSUPPORTED_MEDIA_TYPE, "the body has to be application/json");

    private final AllowedMethods allowed;
    private final ErrorShapes shapes;

    public ProblemMapper(AllowedMethods allowed, ErrorShapes shapes) {
        this.allowed = allowed;
        this.shapes = shapes;
    }

    @ServerExceptionMapper
    public Response refused(Problem problem, UriInfo uri) {
        return response(problem, uri).build();
    }

    @ServerExceptionMapper(
            value = {UnauthorizedException.class, AuthenticationFailedException.class},
            priority = FIRST)
    public Response unauthorized(SecurityException failure, UriInfo uri) {
        return response(Failure.problem(failure), uri).build();
    }

    @ServerExceptionMapper(priority = FIRST)
    public Response forbidden(ForbiddenException failure, UriInfo uri) {
        return response(ofCode(ProblemCode.FORBIDDEN), uri).build();
    }

    @ServerExceptionMapper(priority = FIRST)
    public Response refusedByFramework(WebApplicationException failure, UriInfo uri) {
        ProblemCode code = BY_STATUS.get(failure.getResponse().getStatus());
        if (code == null) {
            return unexpected(failure, uri);
        }
        Response.ResponseBuilder answer = response(ofCode(code), uri);
        if (failure instanceof NotAllowedException) {
            answer.header(HttpHeaders.ALLOW, String.join(", ", allowed.of(uri.getPath())));
        }
        return answer.build();
    }

    @ServerExceptionMapper
    public Response unexpected(Throwable failure, UriInfo uri) {
        return response(Failure.problem(failure), uri).build();
    }

    private static Problem ofCode(ProblemCode code) {
        return new Problem(code, MESSAGES.getOrDefault(code, code.wireName()), List.of());
    }

    private Response.ResponseBuilder response(Problem problem, UriInfo uri) {
        Told told = shapes.tell(uri.getPath(), problem, header -> null);
        Response.ResponseBuilder answer = Response.status(problem.code().status())
                .type(told.contentType())
                .entity(told.body());
        if (problem.code() == ProblemCode.UNAUTHORIZED) {
            answer.header(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
        }
        if (problem.code() == ProblemCode.PAYLOAD_TOO_LARGE) {
            // What is left of the body would be taken for the next request.
            answer.header("Connection", "close");
        }
        if (problem.retryAfter() != null) {
            long seconds = Math.max(1, problem.retryAfter().plusMillis(999).toSeconds());
            answer.header(HttpHeaders.RETRY_AFTER, seconds);
        } else if (problem.code() == ProblemCode.UNAVAILABLE) {
            answer.header(HttpHeaders.RETRY_AFTER, RETRY_SECONDS);
        }
        return answer;
    }
}

package dev.belfry.api.mcp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.belfry.api.auth.Identity;
import dev.belfry.api.edge.EdgeAnswer;
import dev.belfry.api.json.StrictJson;
import dev.belfry.api.problem.Detail;
import dev.belfry.api.problem.Failure;
import dev.belfry.api.problem.Problem;
import dev.belfry.api.problem.ProblemCode;
import io.quarkiverse.mcp.server.runtime.McpMessageHandler;
import io.quarkus.security.UnauthorizedException;
import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.vertx.http.runtime.security.QuarkusHttpUser;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.vertx.MutinyHelper;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import io.vertx.ext.web.impl.RoutingContextInternal;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Stands before the extension: lets through what is a message of a caller whose token, if it came by the header, is good.
 * Behind the limits and the gate for large bodies, which count and queue these requests like all others.
 */
@ApplicationScoped
class McpGate {

    static final String ROOT = "/mcp";

    private static final Set<String> PATHS = Set.of(ROOT, ROOT + "/jobs", ROOT + "/runs");
    private static final String JSON = "application/json";
    private static final String VERSION = "Mcp-Protocol-Version";

    /** Filters have orders below zero. */
    private static final int BEHIND_THE_FILTERS = 0;

    private static final int MAX_BODY_BYTES = 1024 * 1024;
    private static final int TOO_LARGE = 413;
    private static final int ACCEPTED = 202;

    private final StrictJson json;
    private final IdentityProviderManager identities;
    private final ToolRegistry tools;
    private final EdgeAnswer answer;
    private final McpRefusals refusals;
    private final BodyHandler bodies = BodyHandler.create(false).setBodyLimit(MAX_BODY_BYTES);

    McpGate(
            StrictJson json,
            IdentityProviderManager identities,
            ToolRegistry tools,
            EdgeAnswer answer,
            McpRefusals refusals) {
        this.json = json;
        this.identities = identities;
        this.tools = tools;
        this.answer = answer;
        this.refusals = refusals;
    }

    void stand(@Observes Router router) {
        // Also what has no further segment.
        router.route(ROOT + "/*")
                .order(BEHIND_THE_FILTERS)
                .handler(this::readBody)
                .handler(this::check)
                .failureHandler(this::failed);
    }

    private void readBody(RoutingContext context) {
        HttpMethod method = context.request().method();
        if (!PATHS.contains(context.normalizedPath())) {
            refuse(context, ProblemCode.NOT_FOUND, "there is nothing at this path; tools are at " + ROOT);
        } else if (method.equals(HttpMethod.POST)) {
            readMessage(context);
        } else {
            context.response().putHeader(HttpHeaders.ALLOW, "POST");
            refuse(
                    context,
                    ProblemCode.METHOD_NOT_ALLOWED,
                    "this path knows POST; it offers no stream, and sessions end by themselves");
        }
    }

    private void readMessage(RoutingContext context) {
        String type = context.request().getHeader(HttpHeaders.CONTENT_TYPE);
        if (type == null || !type.split(";", 2)[0].trim().equalsIgnoreCase(JSON)) {
            refuse(context, ProblemCode.UNSUPPORTED_MEDIA_TYPE, "the body has to be " + JSON);
        } else {
            bodies.handle(context);
        }
    }

    private void check(RoutingContext context) {
        try {
            requireKnownVersion(context.request().getHeader(VERSION));
            Buffer body = context.body().buffer();
            check(context, json.object(body == null ? new byte[0] : body.getBytes()));
        } catch (Problem refused) {
            answer.refuse(context, refused);
        }
    }

    private void check(RoutingContext context, ObjectNode sent) {
        McpMessage message;
        try {
            message = McpMessage.of(sent);
        } catch (Problem refused) {
            Optional<JsonNode> awaited = McpMessage.awaited(sent);
            if (awaited.isEmpty()) {
                throw refused;
            }
            context.response()
                    .putHeader(HttpHeaders.CONTENT_TYPE, JSON)
                    .end(refusals.of(awaited.get(), refused).toString());
            return;
        }
        if (message.isAnswer()) {
            context.response().setStatusCode(ACCEPTED).end();
        } else {
            identify(context, message);
        }
    }

    /** Where it is absent, or on another message than the first, the extension goes on with what was agreed on. */
    private static void requireKnownVersion(@Nullable String version) {
        if (version != null && !McpMessageHandler.SUPPORTED_PROTOCOL_VERSIONS.contains(version)) {
            throw Problem.invalid(new Detail(
                    VERSION,
                    "one_of",
                    "has to be one of " + String.join(", ", McpMessageHandler.SUPPORTED_PROTOCOL_VERSIONS),
                    version));
        }
    }

    private void identify(RoutingContext context, McpMessage message) {
        ObjectNode arguments = message.takeArguments();
        String token = McpMessage.takeToken(arguments);
        boolean hasHeader = context.request().headers().contains(HttpHeaders.AUTHORIZATION);
        Uni<McpRequest> request = hasHeader
                ? ofHeader(context).map(who -> new McpRequest(who, arguments, null))
                : Uni.createFrom().item(new McpRequest(null, arguments, token));
        Executor own = MutinyHelper.executor(Vertx.currentContext());
        request.call(tools::ready)
                .emitOn(own)
                .subscribe()
                .with(known -> letThrough(context, known, message), failure -> refuse(context, failure));
    }

    /**
     * Without the framework's handler of failures, which would answer a wrong token by itself: that is done here, in the
     * error shape.
     */
    private Uni<Identity> ofHeader(RoutingContext context) {
        context.remove(QuarkusHttpUser.AUTH_FAILURE_HANDLER);
        return QuarkusHttpUser.getSecurityIdentity(context, identities)
                .map(found -> Identity.of(found).orElseThrow(UnauthorizedException::new));
    }

    private static void letThrough(RoutingContext context, McpRequest request, McpMessage message) {
        request.leaveIn(context);
        // The extension insists on both. It answers by the first, whatever a client is ready to read.
        context.request().headers().set(HttpHeaders.ACCEPT, JSON + ", text/event-stream");
        ((RoutingContextInternal) context).setBody(Buffer.buffer(message.text()));
        context.next();
    }

    private void refuse(RoutingContext context, Throwable failure) {
        Problem problem = Failure.problem(failure);
        if (problem.code() == ProblemCode.UNAUTHORIZED) {
            context.response().putHeader("WWW-Authenticate", "Bearer");
        }
        answer.refuse(context, problem);
    }

    private void refuse(RoutingContext context, ProblemCode code, String message) {
        answer.refuse(context, new Problem(code, message, List.of()));
    }

    private void failed(RoutingContext context) {
        Throwable failure = context.failure();
        if (context.statusCode() == TOO_LARGE) {
            context.response().putHeader(HttpHeaders.CONNECTION, "close");
            refuse(context, ProblemCode.PAYLOAD_TOO_LARGE, "a request body may hold 1 MiB at most");
        } else if (failure != null && !context.response().ended()) {
            refuse(context, failure);
        } else {
            context.next();
        }
    }
}

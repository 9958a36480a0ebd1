package dev.belfry.api.ping;

import dev.belfry.api.page.OwnQuery;
import dev.belfry.api.page.QueryValue;
import dev.belfry.api.problem.Detail;
import dev.belfry.api.problem.Problem;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.SocketAddress;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirements;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.server.Cancellable;
import org.jspecify.annotations.Nullable;

/** What else stands in a query is no reason to miss a ping: programs put there what they like. */
@Cancellable(false)
@OwnQuery
@Path("/v1/ping/{token}")
@PermitAll
@SecurityRequirements
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Pings")
public class PingResource {

    private static final String RUN = "[A-Za-z0-9._:-]{1,64}";
    private static final String RUN_RULE = "has to have 1 to 64 letters, digits, dots, colons, dashes or underscores";
    private static final String RUN_MEANING = "Which run it belongs to, for runs that overlap: " + RUN;
    private static final String SIGNAL = "start, success, fail, log, or the exit code of a program, 0 to 255";
    private static final String ALSO_HEAD = "HEAD does the same.";
    private static final String BODY = "Whatever there is to say, of any type; the first 10 KB are kept, as text";
    private static final int MAX_USER_AGENT = 500;

    private final PingService pings;

    public PingResource(PingService pings) {
        this.pings = pings;
    }

    @GET
    @PermitAll
    @Operation(summary = "Tell of a success", description = "Answered after it was stored. " + ALSO_HEAD)
    public Uni<PingView> get(
            @PathParam("token") String token,
            @QueryParam("rid") @Parameter(description = RUN_MEANING) @Nullable String rid,
            @Context RoutingContext request) {
        return take(token, message(Signal.SUCCESS, rid, PingBody.NONE), request);
    }

    @POST
    @PermitAll
    @Consumes(MediaType.WILDCARD)
    @Operation(summary = "Tell of a success, and what came of it")
    @RequestBody(
            description = BODY,
            content = @Content(mediaType = MediaType.WILDCARD, schema = @Schema(implementation = String.class)))
    public Uni<PingView> post(
            @PathParam("token") String token,
            @QueryParam("rid") @Parameter(description = RUN_MEANING) @Nullable String rid,
            @Context RoutingContext request,
            @Nullable PingBody body) {
        return take(token, message(Signal.SUCCESS, rid, body), request);
    }

    @GET
    @PermitAll
    @Path("{signal}")
    @Operation(summary = "Tell of a start, an end or a failure", description = ALSO_HEAD)
    public Uni<PingView> getSignal(
            @PathParam("token") String token,
            @PathParam("signal") @Parameter(description = SIGNAL) String signal,
            @QueryParam("rid") @Parameter(description = RUN_MEANING) @Nullable String rid,
            @Context RoutingContext request) {
        return take(token, message(Signal.parse(signal), rid, PingBody.NONE), request);
    }

    @POST
    @PermitAll
    @Path("{signal}")
    @Consumes(MediaType.WILDCARD)
    @Operation(summary = "Tell of a start, an end or a failure, and more")
    @RequestBody(
            description = BODY,
            content = @Content(mediaType = MediaType.WILDCARD, schema = @Schema(implementation = String.class)))
    public Uni<PingView> postSignal(
            @PathParam("token") String token,
            @PathParam("signal") @Parameter(description = SIGNAL) String signal,
            @QueryParam("rid") @Parameter(description = RUN_MEANING) @Nullable String rid,
            @Context RoutingContext request,
            @Nullable PingBody body) {
        return take(token, message(Signal.parse(signal), rid, body), request);
    }

    private Uni<PingView> take(String token, PingService.Message message, RoutingContext request) {
        return pings.take(token, message, sender(request.request()), Arrival.nanos(request));
    }

    private static PingService.Message message(Signal signal, @Nullable String rid, @Nullable PingBody body) {
        String run = QueryValue.text("rid", rid);
        if (run != null && !run.matches(RUN)) {
            throw Problem.invalid(new Detail("rid", "pattern", RUN_RULE, run));
        }
        return new PingService.Message(signal, run, body == null ? PingBody.NONE : body);
    }

    private static Ping.Sender sender(HttpServerRequest request) {
        SocketAddress client = request.remoteAddress();
        String agent = request.getHeader(HttpHeaders.USER_AGENT);
        return new Ping.Sender(
                request.method().name(),
                client == null ? null : client.hostAddress(),
                agent == null ? null : agent.substring(0, Math.min(agent.length(), MAX_USER_AGENT)));
    }
}

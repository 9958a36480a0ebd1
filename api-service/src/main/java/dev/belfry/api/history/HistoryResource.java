package dev.belfry.api.history;

import dev.belfry.api.auth.Caller;
import dev.belfry.api.auth.Requires;
import dev.belfry.api.auth.Scope;
import dev.belfry.api.page.Page;
import dev.belfry.api.page.PageRequest;
import dev.belfry.api.value.Ids;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.server.Cancellable;
import org.jspecify.annotations.Nullable;

@Cancellable(false)
@Path("/v1/monitors/{id}")
@Authenticated
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Monitors")
public class HistoryResource {

    private static final String THING = "monitor";

    private final HistoryService history;
    private final Caller caller;

    public HistoryResource(HistoryService history, Caller caller) {
        this.history = history;
        this.caller = caller;
    }

    @GET
    @Requires(Scope.MONITORS_READ)
    @Path("pings")
    @Operation(summary = "List a monitor's pings, newest first", description = "The last hundred are kept.")
    public Uni<Page<KeptPingView>> pings(
            @PathParam("id") String id,
            @QueryParam("limit") @Nullable String limit,
            @QueryParam("cursor") @Nullable String cursor) {
        return history.pings(caller.workspace(), Ids.inPath(THING, id), PageRequest.of(limit, cursor));
    }

    @GET
    @Requires(Scope.MONITORS_READ)
    @Path("flips")
    @Operation(
            summary = "List a monitor's changes of state, newest first",
            description = "The last thousand are kept, each with its reason.")
    public Uni<Page<FlipView>> flips(
            @PathParam("id") String id,
            @QueryParam("limit") @Nullable String limit,
            @QueryParam("cursor") @Nullable String cursor) {
        return history.flips(caller.workspace(), Ids.inPath(THING, id), PageRequest.of(limit, cursor));
    }
}

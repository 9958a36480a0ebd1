package dev.belfry.api.monitor;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.belfry.api.address.Purpose;
import dev.belfry.api.auth.Caller;
import dev.belfry.api.auth.Requires;
import dev.belfry.api.auth.Scope;
import dev.belfry.api.page.Page;
import dev.belfry.api.page.PageRequest;
import dev.belfry.api.value.Ids;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.server.Cancellable;
import org.jspecify.annotations.Nullable;

@Cancellable(false)
@Path("/v1/monitors")
@Authenticated
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Monitors")
public class MonitorResource {

    private static final String THING = "monitor";

    private final MonitorService monitors;
    private final Caller caller;

    public MonitorResource(MonitorService monitors, Caller caller) {
        this.monitors = monitors;
        this.caller = caller;
    }

    @POST
    @Requires(Scope.MONITORS_WRITE)
    @ResponseStatus(201)
    @APIResponseSchema(value = MonitorView.class, responseCode = "201")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Create a monitor",
            description = "It waits for its first ping from now on. 403 plan_limit_exceeded when the workspace has as"
                    + " many as it may have.")
    @RequestBody(required = true, content = @Content(schema = @Schema(implementation = MonitorInput.class)))
    public Uni<MonitorView> create(ObjectNode body) {
        return monitors.create(caller.workspace(), body);
    }

    @GET
    @Requires(Scope.MONITORS_READ)
    @Operation(summary = "List monitors, newest first")
    public Uni<Page<MonitorView>> list(
            @QueryParam("limit") @Nullable String limit, @QueryParam("cursor") @Nullable String cursor) {
        return monitors.list(caller.workspace(), PageRequest.of(limit, cursor));
    }

    @GET
    @Requires(Scope.MONITORS_READ)
    @Path("{id}")
    @Operation(summary = "Read a monitor")
    public Uni<MonitorView> find(@PathParam("id") String id) {
        return monitors.find(caller.workspace(), Ids.inPath(THING, id));
    }

    @PATCH
    @Requires(Scope.MONITORS_WRITE)
    @Path("{id}")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Change a monitor",
            description = "Only what is present changes; null resets to the default. A schedule takes the place of the"
                    + " interval and the other way round. Other times begin a new wait.")
    @RequestBody(required = true, content = @Content(schema = @Schema(implementation = MonitorInput.class)))
    public Uni<MonitorView> patch(@PathParam("id") String id, ObjectNode body) {
        return monitors.patch(caller.workspace(), Ids.inPath(THING, id), body);
    }

    @DELETE
    @Requires(Scope.MONITORS_WRITE)
    @Path("{id}")
    @ResponseStatus(204)
    @Operation(summary = "Delete a monitor", description = "With its pings, flips and addresses.")
    public Uni<Void> delete(@PathParam("id") String id) {
        return monitors.delete(caller.workspace(), Ids.inPath(THING, id));
    }

    @POST
    @Requires(Scope.MONITORS_WRITE)
    @Path("{id}/pause")
    @Operation(summary = "Pause a monitor", description = "Pings are kept and change nothing.")
    public Uni<MonitorView> pause(@PathParam("id") String id) {
        return monitors.pause(caller.workspace(), Ids.inPath(THING, id));
    }

    @POST
    @Requires(Scope.MONITORS_WRITE)
    @Path("{id}/resume")
    @Operation(summary = "Resume a monitor", description = "It waits for a ping from now on.")
    public Uni<MonitorView> resume(@PathParam("id") String id) {
        return monitors.resume(caller.workspace(), Ids.inPath(THING, id));
    }

    @POST
    @Requires(Scope.MONITORS_WRITE)
    @Path("{id}/rotate-ping-token")
    @Operation(summary = "Replace the ping URL", description = "Once answered, the old one is unknown.")
    public Uni<MonitorView> rotatePingToken(@PathParam("id") String id) {
        return monitors.readdress(caller.workspace(), Ids.inPath(THING, id), Purpose.PING);
    }

    @POST
    @Requires(Scope.MONITORS_WRITE)
    @Path("{id}/rotate-badge-token")
    @Operation(summary = "Replace the badge's URL", description = "Once answered, the old one is unknown.")
    public Uni<MonitorView> rotateBadgeToken(@PathParam("id") String id) {
        return monitors.readdress(caller.workspace(), Ids.inPath(THING, id), Purpose.BADGE);
    }
}

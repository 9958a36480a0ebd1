package dev.belfry.api.channel;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.belfry.api.auth.Caller;
import dev.belfry.api.auth.Requires;
import dev.belfry.api.auth.Scope;
import dev.belfry.api.delivery.DeliveryView;
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
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.server.Cancellable;
import org.jspecify.annotations.Nullable;

@Cancellable(false)
@Path("/v1/notification-channels")
@Authenticated
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Notifications")
public class ChannelResource {

    private static final String THING = "channel";

    private final ChannelService channels;
    private final Caller caller;

    public ChannelResource(ChannelService channels, Caller caller) {
        this.channels = channels;
        this.caller = caller;
    }

    @POST
    @Requires(Scope.NOTIFICATIONS_WRITE)
    @ResponseStatus(201)
    @APIResponseSchema(value = ChannelView.class, responseCode = "201")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Create a channel", description = "Its secret is sealed and never answered.")
    @RequestBody(required = true, content = @Content(schema = @Schema(implementation = ChannelInput.class)))
    public Uni<ChannelView> create(ObjectNode body) {
        return channels.create(caller.workspace(), body);
    }

    @GET
    @Requires(Scope.NOTIFICATIONS_READ)
    @Operation(summary = "List channels, newest first")
    public Uni<Page<ChannelView>> list(
            @QueryParam("limit") @Nullable String limit, @QueryParam("cursor") @Nullable String cursor) {
        return channels.list(caller.workspace(), PageRequest.of(limit, cursor));
    }

    @GET
    @Requires(Scope.NOTIFICATIONS_READ)
    @Path("{id}")
    @Operation(summary = "Read a channel")
    public Uni<ChannelView> find(@PathParam("id") String id) {
        return channels.find(caller.workspace(), Ids.inPath(THING, id));
    }

    @PATCH
    @Requires(Scope.NOTIFICATIONS_WRITE)
    @Path("{id}")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Change a channel",
            description = "Only what is present changes; config may hold single fields.")
    @RequestBody(required = true, content = @Content(schema = @Schema(implementation = ChannelInput.class)))
    public Uni<ChannelView> patch(@PathParam("id") String id, ObjectNode body) {
        return channels.patch(caller.workspace(), Ids.inPath(THING, id), body);
    }

    @DELETE
    @Requires(Scope.NOTIFICATIONS_WRITE)
    @Path("{id}")
    @ResponseStatus(204)
    @Operation(summary = "Delete a channel", description = "With the rules that use it and its deliveries.")
    public Uni<Void> delete(@PathParam("id") String id) {
        return channels.delete(caller.workspace(), Ids.inPath(THING, id));
    }

    @POST
    @Requires(Scope.NOTIFICATIONS_WRITE)
    @Path("{id}/test")
    @Operation(
            summary = "Send a sample to a channel",
            description =
                    "Waits for the other side for a few seconds and answers the delivery with what it said; one that"
                            + " is still pending then can be looked at later. A channel that is off is tried as well.")
    public Uni<DeliveryView> test(@PathParam("id") String id) {
        return channels.test(caller.workspace(), Ids.inPath(THING, id));
    }

    @POST
    @Requires(Scope.NOTIFICATIONS_WRITE)
    @Path("{id}/rotate-secret")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Give a webhook another secret",
            description = "Until overlap_hours are over, messages carry signatures by both.")
    @APIResponse(responseCode = "409", description = "The channel is no webhook")
    @APIResponseSchema(value = SecretRotation.Rotated.class, responseCode = "200")
    @RequestBody(
            required = true,
            content = @Content(schema = @Schema(implementation = SecretRotation.RotationInput.class)))
    public Uni<SecretRotation.Rotated> rotateSecret(@PathParam("id") String id, ObjectNode body) {
        return channels.rotateSecret(caller.workspace(), Ids.inPath(THING, id), body);
    }
}

package dev.belfry.api.delivery;

import dev.belfry.api.auth.Caller;
import dev.belfry.api.auth.Requires;
import dev.belfry.api.auth.Scope;
import dev.belfry.api.page.Page;
import dev.belfry.api.page.PageRequest;
import dev.belfry.api.page.QueryValue;
import dev.belfry.api.value.Ids;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.server.Cancellable;
import org.jspecify.annotations.Nullable;

@Cancellable(false)
@Path("/v1/notification-deliveries")
@Authenticated
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Notifications")
public class DeliveryResource {

    private static final String THING = "delivery";

    private final DeliveryService deliveries;
    private final Caller caller;

    public DeliveryResource(DeliveryService deliveries, Caller caller) {
        this.deliveries = deliveries;
        this.caller = caller;
    }

    @GET
    @Requires(Scope.NOTIFICATIONS_READ)
    @Operation(summary = "List deliveries, newest first")
    public Uni<Page<DeliveryView>> list(
            @QueryParam("channel_id") @Nullable String channelId,
            @QueryParam("execution_id") @Nullable String executionId,
            @QueryParam("monitor_id") @Nullable String monitorId,
            @QueryParam("status") @Parameter(description = "pending, delivered, failed or folded") @Nullable
                    String status,
            @QueryParam("limit") @Nullable String limit,
            @QueryParam("cursor") @Nullable String cursor) {
        DeliveryFilter filter = new DeliveryFilter(
                QueryValue.id("channel_id", channelId),
                QueryValue.id("execution_id", executionId),
                QueryValue.id("monitor_id", monitorId),
                QueryValue.oneOf("status", status, DeliveryStatus.values()));
        return deliveries.list(caller.workspace(), filter, PageRequest.of(limit, cursor));
    }

    @GET
    @Requires(Scope.NOTIFICATIONS_READ)
    @Path("{id}")
    @Operation(summary = "Read a delivery")
    public Uni<DeliveryView> find(@PathParam("id") String id) {
        return deliveries.find(caller.workspace(), Ids.inPath(THING, id));
    }

    @POST
    @Requires(Scope.NOTIFICATIONS_WRITE)
    @Path("{id}/redeliver")
    @Operation(
            summary = "Deliver once more",
            description =
                    "At once, under the same webhook-id, whatever came of it before. Its attempts go on counting.")
    @APIResponseSchema(value = DeliveryView.class, responseCode = "200")
    @APIResponse(responseCode = "409", description = "It has not ended yet, or what it tells of is gone")
    public Uni<DeliveryView> redeliver(@PathParam("id") String id) {
        return deliveries.redeliver(caller.workspace(), Ids.inPath(THING, id));
    }
}

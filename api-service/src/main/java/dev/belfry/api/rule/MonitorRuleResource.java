package dev.belfry.api.rule;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.belfry.api.auth.Caller;
import dev.belfry.api.auth.Requires;
import dev.belfry.api.auth.Scope;
import dev.belfry.api.page.Page;
import dev.belfry.api.page.PageRequest;
import dev.belfry.api.value.Ids;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
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
@Path("/v1/monitors")
@Authenticated
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Notifications")
public class MonitorRuleResource {

    private final RuleService rules;
    private final Caller caller;

    public MonitorRuleResource(RuleService rules, Caller caller) {
        this.rules = rules;
        this.caller = caller;
    }

    @POST
    @Requires(Scope.NOTIFICATIONS_WRITE)
    @Path("{id}/notification-rules")
    @ResponseStatus(201)
    @APIResponseSchema(value = RuleView.class, responseCode = "201")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Tell a channel about a monitor",
            description = "A monitor has each pair of channel and event once.")
    @APIResponse(responseCode = "409", description = "The monitor has this rule already")
    @RequestBody(required = true, content = @Content(schema = @Schema(implementation = RuleInput.class)))
    public Uni<RuleView> create(@PathParam("id") String id, ObjectNode body) {
        return rules.create(caller.workspace(), RuleTarget.ofMonitor(Ids.inPath("monitor", id)), body);
    }

    @GET
    @Requires(Scope.NOTIFICATIONS_READ)
    @Path("{id}/notification-rules")
    @Operation(summary = "List the rules of a monitor, newest first")
    public Uni<Page<RuleView>> list(
            @PathParam("id") String id,
            @QueryParam("limit") @Nullable String limit,
            @QueryParam("cursor") @Nullable String cursor) {
        return rules.list(
                caller.workspace(),
                RuleTarget.ofMonitor(Ids.inPath("monitor", id)),
                null,
                PageRequest.of(limit, cursor));
    }
}

package dev.belfry.api.rule;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.belfry.api.auth.Caller;
import dev.belfry.api.auth.Requires;
import dev.belfry.api.auth.Scope;
import dev.belfry.api.page.Page;
import dev.belfry.api.page.PageRequest;
import dev.belfry.api.page.QueryValue;
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
import java.util.UUID;
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
@Path("/v1/notification-rules")
@Authenticated
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Notifications")
public class RuleResource {

    private final RuleService rules;
    private final Caller caller;

    public RuleResource(RuleService rules, Caller caller) {
        this.rules = rules;
        this.caller = caller;
    }

    @POST
    @Requires(Scope.NOTIFICATIONS_WRITE)
    @ResponseStatus(201)
    @APIResponseSchema(value = RuleView.class, responseCode = "201")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Tell a channel about the whole workspace",
            description =
                    "Of an event of jobs: all jobs, or those that carry the tag. Of an event of monitors: all monitors.")
    @APIResponse(responseCode = "409", description = "The workspace has this rule already")
    @RequestBody(required = true, content = @Content(schema = @Schema(implementation = RuleInput.class)))
    public Uni<RuleView> create(ObjectNode body) {
        return rules.create(caller.workspace(), RuleTarget.WORKSPACE, body);
    }

    @GET
    @Requires(Scope.NOTIFICATIONS_READ)
    @Operation(summary = "List all rules, newest first", description = "Those of jobs and monitors as well.")
    public Uni<Page<RuleView>> list(
            @QueryParam("channel_id") @Nullable String channelId,
            @QueryParam("limit") @Nullable String limit,
            @QueryParam("cursor") @Nullable String cursor) {
        UUID channel = QueryValue.id("channel_id", channelId);
        return rules.list(caller.workspace(), RuleTarget.WORKSPACE, channel, PageRequest.of(limit, cursor));
    }

    @GET
    @Requires(Scope.NOTIFICATIONS_READ)
    @Path("{id}")
    @Operation(summary = "Read a rule")
    public Uni<RuleView> find(@PathParam("id") String id) {
        return rules.find(caller.workspace(), Ids.inPath("rule", id));
    }

    @PATCH
    @Requires(Scope.NOTIFICATIONS_WRITE)
    @Path("{id}")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Change a rule",
            description =
                    "Only what is present changes; null resets to the default, quiet_hours may hold single fields. The"
                            + " event and what the rule hangs on cannot be changed. Reminders that were not asked for before begin"
                            + " with the next outage.")
    @APIResponseSchema(value = RuleView.class, responseCode = "200")
    @APIResponse(responseCode = "409", description = "There is such a rule already, for the same event and channel")
    @RequestBody(required = true, content = @Content(schema = @Schema(implementation = RuleInput.class)))
    public Uni<RuleView> patch(@PathParam("id") String id, ObjectNode body) {
        return rules.patch(caller.workspace(), Ids.inPath("rule", id), body);
    }

    @DELETE
    @Requires(Scope.NOTIFICATIONS_WRITE)
    @Path("{id}")
    @ResponseStatus(204)
    @Operation(summary = "Delete a rule")
    public Uni<Void> delete(@PathParam("id") String id) {
        return rules.delete(caller.workspace(), Ids.inPath("rule", id));
    }
}

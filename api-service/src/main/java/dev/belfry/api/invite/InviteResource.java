package dev.belfry.api.invite;

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
import jakarta.ws.rs.DELETE;
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
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.server.Cancellable;
import org.jspecify.annotations.Nullable;

@Cancellable(false)
@Path("/v1/workspace/invites")
@Authenticated
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Workspaces")
public class InviteResource {

    private final InviteService invites;
    private final Caller caller;

    public InviteResource(InviteService invites, Caller caller) {
        this.invites = invites;
        this.caller = caller;
    }

    @POST
    @Requires(Scope.WORKSPACE_WRITE)
    @ResponseStatus(201)
    @APIResponseSchema(value = InviteView.class, responseCode = "201")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Invite somebody",
            description = "Who has an account is a member at once. Anybody else gets a link by mail; where there is no"
                    + " mail server, accept_url is that link.")
    @RequestBody(required = true, content = @Content(schema = @Schema(implementation = InviteInput.class)))
    public Uni<InviteView> invite(ObjectNode body) {
        return invites.invite(caller.identity(), body);
    }

    @GET
    @Requires(Scope.WORKSPACE_WRITE)
    @Operation(summary = "List open invitations, newest first")
    public Uni<Page<InviteView>> list(
            @QueryParam("limit") @Nullable String limit, @QueryParam("cursor") @Nullable String cursor) {
        return invites.list(caller.workspace(), PageRequest.of(limit, cursor));
    }

    @DELETE
    @Path("{id}")
    @Requires(Scope.WORKSPACE_WRITE)
    @ResponseStatus(204)
    @Operation(summary = "Take an invitation back", description = "Its link opens nothing any more.")
    public Uni<Void> delete(@PathParam("id") String id) {
        return invites.delete(caller.workspace(), Ids.inPath("invite", id));
    }
}

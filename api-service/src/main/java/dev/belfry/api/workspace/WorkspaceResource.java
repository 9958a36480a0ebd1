package dev.belfry.api.workspace;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.belfry.api.auth.Caller;
import dev.belfry.api.auth.Requires;
import dev.belfry.api.auth.Scope;
import dev.belfry.api.value.Done;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.server.Cancellable;

@Cancellable(false)
@Path("/v1/workspace")
@Authenticated
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Workspaces")
public class WorkspaceResource {

    private final WorkspaceService workspaces;
    private final MemberService members;
    private final Caller caller;

    public WorkspaceResource(WorkspaceService workspaces, MemberService members, Caller caller) {
        this.workspaces = workspaces;
        this.members = members;
        this.caller = caller;
    }

    @GET
    @Authenticated
    @Operation(summary = "Read the workspace", description = "The one that the token is bound to.")
    public Uni<WorkspaceView> find() {
        return workspaces.find(caller.workspace());
    }

    @PATCH
    @Requires(Scope.WORKSPACE_WRITE)
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Change the workspace", description = "Only what is present changes.")
    @RequestBody(required = true, content = @Content(schema = @Schema(implementation = WorkspaceInput.class)))
    public Uni<WorkspaceView> patch(ObjectNode body) {
        return workspaces.patch(caller.workspace(), body);
    }

    @POST
    @Path("transfer")
    @Requires(Scope.WORKSPACE_WRITE)
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Hand the workspace on", description = "To another member; the owner so far becomes an admin.")
    @RequestBody(required = true, content = @Content(schema = @Schema(implementation = TransferInput.class)))
    public Uni<Done> transfer(ObjectNode body) {
        return members.transfer(caller.identity(), body).replaceWith(Done.OK);
    }
}

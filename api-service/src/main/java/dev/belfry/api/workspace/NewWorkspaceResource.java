package dev.belfry.api.workspace;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.belfry.api.auth.Caller;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
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

@Cancellable(false)
@Path("/v1/workspaces")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Workspaces")
public class NewWorkspaceResource {

    private final WorkspaceService workspaces;
    private final Caller caller;

    public NewWorkspaceResource(WorkspaceService workspaces, Caller caller) {
        this.workspaces = workspaces;
        this.caller = caller;
    }

    @POST
    @APIResponse(responseCode = "403", description = "An API token cannot do this; log in")
    @Authenticated
    @ResponseStatus(201)
    @APIResponseSchema(value = WorkspaceView.class, responseCode = "201")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Create a further workspace",
            description = "The caller owns it. Needs the token of a login; POST /v1/auth/switch-workspace leads there.")
    @RequestBody(required = true, content = @Content(schema = @Schema(implementation = WorkspaceInput.class)))
    public Uni<WorkspaceView> create(ObjectNode body) {
        caller.login();
        return workspaces.create(caller.identity(), body);
    }
}

package dev.belfry.api.workspace;

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
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.server.Cancellable;
import org.jspecify.annotations.Nullable;

@Cancellable(false)
@Path("/v1/workspace/members")
@Authenticated
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Workspaces")
public class MemberResource {

    private static final String THING = "member";

    private final MemberService members;
    private final Caller caller;

    public MemberResource(MemberService members, Caller caller) {
        this.members = members;
        this.caller = caller;
    }

    @GET
    @Authenticated
    @Operation(summary = "List the members of the workspace", description = "The newest accounts first.")
    public Uni<Page<MemberView>> list(
            @QueryParam("limit") @Nullable String limit, @QueryParam("cursor") @Nullable String cursor) {
        return members.list(caller.workspace(), PageRequest.of(limit, cursor));
    }

    @PATCH
    @Path("{id}")
    @Requires(Scope.WORKSPACE_WRITE)
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Change a member's role", description = "By the user's id. Not the owner's: 409.")
    @RequestBody(required = true, content = @Content(schema = @Schema(implementation = MemberInput.class)))
    public Uni<MemberView> changeRole(@PathParam("id") String id, ObjectNode body) {
        return members.changeRole(caller.identity(), Ids.inPath(THING, id), body);
    }

    @DELETE
    @Path("{id}")
    @Requires(Scope.WORKSPACE_WRITE)
    @ResponseStatus(204)
    @Operation(
            summary = "Remove a member",
            description = "By the user's id. The API tokens that the member made end with it. Not the owner: 409.")
    public Uni<Void> remove(@PathParam("id") String id) {
        return members.remove(caller.identity(), Ids.inPath(THING, id));
    }
}

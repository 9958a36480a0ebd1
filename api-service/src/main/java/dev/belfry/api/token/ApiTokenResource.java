package dev.belfry.api.token;

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
@Path("/v1/api-tokens")
@Authenticated
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "API tokens")
public class ApiTokenResource {

    private final ApiTokenService tokens;
    private final Caller caller;

    public ApiTokenResource(ApiTokenService tokens, Caller caller) {
        this.tokens = tokens;
        this.caller = caller;
    }

    @POST
    @Requires(Scope.TOKENS_WRITE)
    @ResponseStatus(201)
    @APIResponseSchema(value = NewApiTokenView.class, responseCode = "201")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Create an API token",
            description =
                    "Its value is shown this once. It may do what its scopes list, or all that its maker may; never"
                            + " more than its maker can at that moment.")
    @RequestBody(required = true, content = @Content(schema = @Schema(implementation = ApiTokenInput.class)))
    public Uni<NewApiTokenView> create(ObjectNode body) {
        return tokens.create(caller.identity(), body);
    }

    @GET
    @Requires(Scope.TOKENS_WRITE)
    @Operation(summary = "List the workspace's API tokens, newest first", description = "Without their values.")
    public Uni<Page<ApiTokenView>> list(
            @QueryParam("limit") @Nullable String limit, @QueryParam("cursor") @Nullable String cursor) {
        return tokens.list(caller.workspace(), PageRequest.of(limit, cursor));
    }

    @DELETE
    @Path("{id}")
    @Requires(Scope.TOKENS_WRITE)
    @ResponseStatus(204)
    @Operation(summary = "Revoke an API token", description = "It ends at once, within seconds on every replica.")
    public Uni<Void> revoke(@PathParam("id") String id) {
        return tokens.revoke(caller.workspace(), Ids.inPath("token", id));
    }
}

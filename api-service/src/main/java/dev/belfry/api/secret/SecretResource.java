package dev.belfry.api.secret;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.belfry.api.auth.Caller;
import dev.belfry.api.auth.Requires;
import dev.belfry.api.auth.Scope;
import dev.belfry.api.page.Page;
import dev.belfry.api.page.PageRequest;
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
@Path("/v1/secrets")
@Authenticated
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Secrets")
public class SecretResource {

    private final SecretService secrets;
    private final Caller caller;

    public SecretResource(SecretService secrets, Caller caller) {
        this.secrets = secrets;
        this.caller = caller;
    }

    @POST
    @Requires(Scope.SECRETS_WRITE)
    @ResponseStatus(201)
    @APIResponseSchema(value = SecretView.class, responseCode = "201")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Create a secret", description = "Its value is sealed and never answered.")
    @RequestBody(required = true, content = @Content(schema = @Schema(implementation = SecretInput.class)))
    public Uni<SecretView> create(ObjectNode body) {
        return secrets.create(caller.workspace(), body);
    }

    @GET
    @Requires(Scope.SECRETS_READ)
    @Operation(summary = "List secrets, newest first")
    public Uni<Page<SecretView>> list(
            @QueryParam("limit") @Nullable String limit, @QueryParam("cursor") @Nullable String cursor) {
        return secrets.list(caller.workspace(), PageRequest.of(limit, cursor));
    }

    @GET
    @Requires(Scope.SECRETS_READ)
    @Path("{id}")
    @Operation(summary = "Read a secret", description = "By its id or its name; all but its value.")
    public Uni<SecretView> find(@PathParam("id") String id) {
        return secrets.find(caller.workspace(), id);
    }

    @PATCH
    @Requires(Scope.SECRETS_WRITE)
    @Path("{id}")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Replace the value of a secret",
            description = "Holds from the next execution on. The name cannot be changed.")
    @RequestBody(required = true, content = @Content(schema = @Schema(implementation = SecretInput.class)))
    public Uni<SecretView> patch(@PathParam("id") String id, ObjectNode body) {
        return secrets.patch(caller.workspace(), id, body);
    }

    @DELETE
    @Requires(Scope.SECRETS_WRITE)
    @Path("{id}")
    @ResponseStatus(204)
    @Operation(summary = "Delete a secret", description = "Jobs that name it send the reference as it stands.")
    public Uni<Void> delete(@PathParam("id") String id) {
        return secrets.delete(caller.workspace(), id);
    }
}

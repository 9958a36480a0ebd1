package dev.belfry.api.recovery;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.belfry.api.auth.Caller;
import dev.belfry.api.limit.ClientAddress;
import dev.belfry.api.value.Done;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirements;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.server.Cancellable;

@Cancellable(false)
@Path("/v1/auth")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Accounts")
public class RecoveryResource {

    private final RecoveryService recovery;
    private final PasswordChangeService changes;
    private final Caller caller;

    public RecoveryResource(RecoveryService recovery, PasswordChangeService changes, Caller caller) {
        this.recovery = recovery;
        this.changes = changes;
        this.caller = caller;
    }

    @POST
    @Path("forgot-password")
    @PermitAll
    @SecurityRequirements
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Ask for a link to choose a new password",
            description = "Sent to the address, if it has an account; the answer is the same in any case.")
    @RequestBody(required = true, content = @Content(schema = @Schema(implementation = ForgotInput.class)))
    public Uni<Done> forgot(ObjectNode body) {
        return recovery.forgot(body).replaceWith(Done.OK);
    }

    @POST
    @Path("reset-password")
    @PermitAll
    @SecurityRequirements
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Choose a new password by a link",
            description = "The link opens once. Every login before this ends; API tokens live on.")
    @RequestBody(required = true, content = @Content(schema = @Schema(implementation = ResetInput.class)))
    public Uni<Done> reset(ObjectNode body) {
        return recovery.reset(body).replaceWith(Done.OK);
    }

    @POST
    @Path("change-password")
    @APIResponseSchema(value = ChangedView.class, responseCode = "200")
    @APIResponse(responseCode = "403", description = "An API token cannot do this; log in")
    @Authenticated
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Change one's password",
            description =
                    "Needs the token of a login. Every login before this ends, and the answer holds the token of a"
                            + " new one; API tokens live on.")
    @RequestBody(required = true, content = @Content(schema = @Schema(implementation = ChangeInput.class)))
    public Uni<ChangedView> change(ObjectNode body, @Context HttpServerRequest request) {
        return changes.change(caller.login(), body, ClientAddress.textOf(request));
    }
}

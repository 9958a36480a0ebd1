package dev.belfry.api.invite;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.belfry.api.account.SessionView;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirements;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.server.Cancellable;

@Cancellable(false)
@Path("/v1/auth/accept-invite")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Accounts")
public class AcceptResource {

    private final AcceptService invites;

    public AcceptResource(AcceptService invites) {
        this.invites = invites;
    }

    @POST
    @PermitAll
    @SecurityRequirements
    @ResponseStatus(201)
    @APIResponseSchema(value = SessionView.class, responseCode = "201")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Follow an invitation",
            description = "Makes the account and the membership, and logs in. The link opens once.")
    @RequestBody(required = true, content = @Content(schema = @Schema(implementation = AcceptInput.class)))
    public Uni<SessionView> accept(ObjectNode body) {
        return invites.accept(body);
    }
}

package dev.belfry.api.verification;

import dev.belfry.api.auth.Caller;
import dev.belfry.api.value.Done;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirements;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.server.Cancellable;
import org.jspecify.annotations.Nullable;

@Cancellable(false)
@Path("/v1/auth")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Accounts")
public class VerificationResource {

    private static final String VERIFY = "Verify an e-mail address";
    private static final String BY_LINK = "By the token of the link in the letter, which opens once.";

    private final VerificationService verification;
    private final Caller caller;

    public VerificationResource(VerificationService verification, Caller caller) {
        this.verification = verification;
        this.caller = caller;
    }

    @GET
    @Path("verify-email")
    @PermitAll
    @SecurityRequirements
    @Operation(summary = VERIFY, description = BY_LINK)
    public Uni<Done> followLink(@QueryParam("token") @Nullable String token) {
        return verification.verify(token).replaceWith(Done.OK);
    }

    @POST
    @Path("verify-email")
    @PermitAll
    @SecurityRequirements
    @Operation(summary = VERIFY, description = BY_LINK)
    public Uni<Done> verify(@QueryParam("token") @Nullable String token) {
        return verification.verify(token).replaceWith(Done.OK);
    }

    @POST
    @Path("resend-verification")
    @APIResponseSchema(value = Done.class, responseCode = "200")
    @APIResponse(responseCode = "403", description = "An API token cannot do this; log in")
    @Authenticated
    @Operation(
            summary = "Send the verification link again",
            description =
                    "Once a minute at most. Needs the token of a login; sends nothing to who is verified already.")
    public Uni<Done> resend() {
        return verification.resend(caller.login().user()).replaceWith(Done.OK);
    }
}

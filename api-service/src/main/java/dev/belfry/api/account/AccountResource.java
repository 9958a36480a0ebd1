package dev.belfry.api.account;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.belfry.api.auth.Caller;
import dev.belfry.api.limit.ClientAddress;
import dev.belfry.api.page.Page;
import dev.belfry.api.page.PageRequest;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
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
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.server.Cancellable;
import org.jspecify.annotations.Nullable;

@Cancellable(false)
@Path("/v1/auth")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Accounts")
public class AccountResource {

    private static final int CREATED = 201;
    private static final int ACCEPTED = 202;

    private final AccountService accounts;
    private final LoginService logins;
    private final SessionService sessions;
    private final Caller caller;

    public AccountResource(AccountService accounts, LoginService logins, SessionService sessions, Caller caller) {
        this.accounts = accounts;
        this.logins = logins;
        this.sessions = sessions;
        this.caller = caller;
    }

    @POST
    @Path("signup")
    @PermitAll
    @SecurityRequirements
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Sign up",
            description =
                    "Makes an account and a workspace that it owns. 202 when the e-mail address has to be verified"
                            + " first: until then the token may only read.")
    @APIResponseSchema(value = SignupView.class, responseCode = "201")
    @APIResponse(
            responseCode = "202",
            description = "Signed up; a letter with a link was sent",
            content = @Content(schema = @Schema(implementation = SignupView.class)))
    @RequestBody(required = true, content = @Content(schema = @Schema(implementation = SignupInput.class)))
    public Uni<RestResponse<SignupView>> signUp(ObjectNode body) {
        return accounts.signUp(body)
                .map(view -> RestResponse.ResponseBuilder.<SignupView>create(
                                view.emailVerificationRequired() ? ACCEPTED : CREATED)
                        .entity(view)
                        .build());
    }

    @POST
    @Path("login")
    @PermitAll
    @SecurityRequirements
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Log in",
            description = "Answers a token for seven days, bound to the workspace joined first. After ten failures in"
                    + " fifteen minutes from one address: 429 with Retry-After.")
    @RequestBody(required = true, content = @Content(schema = @Schema(implementation = LoginInput.class)))
    public Uni<SessionView> logIn(ObjectNode body, @Context HttpServerRequest request) {
        return logins.login(body, ClientAddress.textOf(request));
    }

    @GET
    @Path("me")
    @Authenticated
    @Operation(summary = "Read who calls", description = "With all that the token may do at this moment.")
    public Uni<MeView> me() {
        return accounts.me(caller.identity());
    }

    @GET
    @Path("workspaces")
    @Authenticated
    @Operation(summary = "List one's workspaces, newest first", description = "An API token sees its own only.")
    public Uni<Page<MembershipView>> workspaces(
            @QueryParam("limit") @Nullable String limit, @QueryParam("cursor") @Nullable String cursor) {
        return accounts.workspaces(caller.identity(), caller.isLogin(), PageRequest.of(limit, cursor));
    }

    @POST
    @Path("switch-workspace")
    @APIResponseSchema(value = SessionView.class, responseCode = "200")
    @APIResponse(responseCode = "403", description = "An API token cannot do this; log in")
    @Authenticated
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Go to another workspace", description = "Answers a token bound to it. The old one holds on.")
    @RequestBody(required = true, content = @Content(schema = @Schema(implementation = SwitchInput.class)))
    public Uni<SessionView> switchWorkspace(ObjectNode body) {
        return sessions.move(caller.login(), body);
    }
}

package dev.belfry.api.badge;

import dev.belfry.api.page.OwnQuery;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirements;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.server.Cancellable;

/** Whoever shows a badge may put into its query what keeps caches from answering. */
@Cancellable(false)
@OwnQuery
@Path("/v1/badges/{token}")
@PermitAll
@SecurityRequirements
@Tag(name = "Badges")
public class BadgeResource {

    private static final String SVG = "image/svg+xml";

    /** Long enough for a page that many look at, short enough for whoever waits for green. */
    private static final String A_FEW_SECONDS = "public, max-age=5";

    private final BadgeService badges;

    public BadgeResource(BadgeService badges) {
        this.badges = badges;
    }

    @GET
    @PermitAll
    @Path("status.svg")
    @Produces(SVG)
    @APIResponse(
            responseCode = "200",
            description = "The image",
            content = @Content(mediaType = SVG, schema = @Schema(implementation = String.class)))
    @Operation(summary = "Show a monitor's state", description = "May be kept for five seconds.")
    public Uni<RestResponse<String>> image(@PathParam("token") String token) {
        return badges.state(token).map(state -> answer(BadgeImage.svg(state)));
    }

    @GET
    @PermitAll
    @Path("status.json")
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(summary = "Read a monitor's state", description = "May be kept for five seconds.")
    public Uni<RestResponse<BadgeView>> document(@PathParam("token") String token) {
        return badges.state(token).map(state -> answer(new BadgeView(state.wireName())));
    }

    private static <T> RestResponse<T> answer(T body) {
        return RestResponse.ResponseBuilder.ok(body)
                .header(HttpHeaders.CACHE_CONTROL, A_FEW_SECONDS)
                .build();
    }
}

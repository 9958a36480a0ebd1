package dev.belfry.api.schedule;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.belfry.api.auth.Requires;
import dev.belfry.api.auth.Scope;
import io.quarkus.security.Authenticated;
import jakarta.ws.rs.Consumes;
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
@Path("/v1/schedules/preview")
@Authenticated
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Schedules")
public class PreviewResource {

    private final PreviewService previews;

    public PreviewResource(PreviewService previews) {
        this.previews = previews;
    }

    @POST
    @Requires(Scope.JOBS_READ)
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Preview a schedule",
            description =
                    "Changes nothing; a schedule that a job may not have is refused with the error that saving it would give.")
    @RequestBody(required = true, content = @Content(schema = @Schema(implementation = PreviewInput.class)))
    public PreviewView preview(ObjectNode body) {
        return previews.preview(body);
    }
}

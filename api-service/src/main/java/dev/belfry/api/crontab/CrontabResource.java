package dev.belfry.api.crontab;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.belfry.api.auth.Caller;
import dev.belfry.api.auth.Requires;
import dev.belfry.api.auth.Scope;
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
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.server.Cancellable;

@Cancellable(false)
@Path("/v1/jobs/import")
@Authenticated
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Jobs")
public class CrontabResource {

    private final CrontabService crontabs;
    private final Caller caller;

    public CrontabResource(CrontabService crontabs, Caller caller) {
        this.crontabs = crontabs;
        this.caller = caller;
    }

    @POST
    @Requires(Scope.JOBS_WRITE)
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Import a crontab",
            description =
                    "Makes a job of each line: five cron fields or a macro, then a URL or a call of one by curl or"
                            + " wget; default_url stands in for any other command. CRON_TZ=Europe/Berlin sets the time zone of"
                            + " the lines below it. The good lines are kept when others fail; errors names those.")
    @RequestBody(required = true, content = @Content(schema = @Schema(implementation = ImportInput.class)))
    public Uni<ImportView> read(ObjectNode body) {
        return crontabs.read(caller.workspace(), body);
    }
}

package dev.belfry.api.why;

import dev.belfry.api.auth.Caller;
import dev.belfry.api.auth.Requires;
import dev.belfry.api.auth.Scope;
import dev.belfry.api.value.Ids;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.server.Cancellable;

@Cancellable(false)
@Path("/v1/executions")
@Authenticated
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Executions")
public class WhyResource {

    private final WhyService why;
    private final Caller caller;

    public WhyResource(WhyService why, Caller caller) {
        this.why = why;
        this.caller = caller;
    }

    @GET
    @Requires(Scope.EXECUTIONS_READ)
    @Path("{id}/why")
    @Operation(
            summary = "Why an execution went as it did",
            description = "One sentence on why it ran, was late, was skipped, was canceled or failed, with the facts.")
    public Uni<WhyView> explain(@PathParam("id") String id) {
        return why.explain(caller.workspace(), Ids.inPath("execution", id));
    }
}

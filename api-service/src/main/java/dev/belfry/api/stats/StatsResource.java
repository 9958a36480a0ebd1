package dev.belfry.api.stats;

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
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.server.Cancellable;
import org.jspecify.annotations.Nullable;

@Cancellable(false)
@Path("/v1/jobs")
@Authenticated
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Executions")
public class StatsResource {

    private final StatsService stats;
    private final Caller caller;

    public StatsResource(StatsService stats, Caller caller) {
        this.stats = stats;
        this.caller = caller;
    }

    @GET
    @Requires(Scope.EXECUTIONS_READ)
    @Path("{id}/stats")
    @Operation(
            summary = "How a job did",
            description =
                    "Over its executions whose scheduled_for lies in the window; of more than 10,000, the newest.")
    public Uni<StatsView> stats(
            @PathParam("id") String id,
            @QueryParam("window")
                    @Parameter(description = "Minutes, hours or days from 1m to 30d, like 1h, 24h (default) or 7d")
                    @Nullable
                    String window) {
        return stats.stats(caller.workspace(), Ids.inPath("job", id), StatsWindow.of(window));
    }
}

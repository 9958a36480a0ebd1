package dev.belfry.api.execution;

import dev.belfry.api.auth.Caller;
import dev.belfry.api.auth.Requires;
import dev.belfry.api.auth.Scope;
import dev.belfry.api.page.Page;
import dev.belfry.api.page.PageRequest;
import dev.belfry.api.value.Ids;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.server.Cancellable;
import org.jspecify.annotations.Nullable;

@Cancellable(false)
@Path("/v1/jobs")
@Authenticated
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Executions")
public class JobExecutionResource {

    private final ExecutionService executions;
    private final Caller caller;

    public JobExecutionResource(ExecutionService executions, Caller caller) {
        this.executions = executions;
        this.caller = caller;
    }

    @GET
    @Requires(Scope.EXECUTIONS_READ)
    @Path("{id}/executions")
    @Operation(summary = "List the executions of a job, newest first", description = ExecutionQuery.LIST)
    public Uni<Page<ExecutionView>> list(
            @PathParam("id") String id,
            @BeanParam ExecutionQuery query,
            @QueryParam("limit") @Nullable String limit,
            @QueryParam("cursor") @Nullable String cursor) {
        UUID job = Ids.inPath("job", id);
        ExecutionFilter filter = ExecutionFilter.of(query, job);
        return executions.listOf(caller.workspace(), job, filter, PageRequest.of(limit, cursor));
    }
}

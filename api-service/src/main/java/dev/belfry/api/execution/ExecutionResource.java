package dev.belfry.api.execution;

import dev.belfry.api.auth.Caller;
import dev.belfry.api.auth.Requires;
import dev.belfry.api.auth.Scope;
import dev.belfry.api.page.Page;
import dev.belfry.api.page.PageRequest;
import dev.belfry.api.page.QueryValue;
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
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.server.Cancellable;
import org.jspecify.annotations.Nullable;

@Cancellable(false)
@Path("/v1/executions")
@Authenticated
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Executions")
public class ExecutionResource {

    private final ExecutionService executions;
    private final Caller caller;

    public ExecutionResource(ExecutionService executions, Caller caller) {
        this.executions = executions;
        this.caller = caller;
    }

    @GET
    @Requires(Scope.EXECUTIONS_READ)
    @Operation(summary = "List executions, newest first", description = ExecutionQuery.LIST)
    public Uni<Page<ExecutionView>> list(
            @BeanParam ExecutionQuery query,
            @QueryParam("job_id") @Nullable String jobId,
            @QueryParam("limit") @Nullable String limit,
            @QueryParam("cursor") @Nullable String cursor) {
        ExecutionFilter filter = ExecutionFilter.of(query, QueryValue.id("job_id", jobId));
        return executions.list(caller.workspace(), filter, PageRequest.of(limit, cursor));
    }

    @GET
    @Requires(Scope.EXECUTIONS_READ)
    @Path("{id}")
    @Operation(summary = "Read an execution with its attempts")
    public Uni<ExecutionView> find(@PathParam("id") String id) {
        return executions.find(caller.workspace(), Ids.inPath("execution", id));
    }
}

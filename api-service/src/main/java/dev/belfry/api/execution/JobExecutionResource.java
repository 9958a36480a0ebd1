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
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;

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
    @Operation(summary = "List the executions of a job, newest first", description = "Without their attempts.")
    public Uni<Page<ExecutionView>> list(@PathParam("id") String id, @BeanParam ExecutionQuery query) {
        UUID job = Ids.inPath("job", id);
        ExecutionFilter filter = ExecutionFilter.of(query, job);
        return executions.listOf(caller.workspace(), job, filter, PageRequest.of(query.limit, query.cursor));
    }

    @POST
    @Requires(Scope.EXECUTIONS_WRITE)
    @Path("{id}/run-now")
    @ResponseStatus(202)
    @APIResponseSchema(value = ExecutionView.class, responseCode = "202")
    @Operation(
            summary = "Run a job at once",
            description = "Whatever its state and schedule, which stays untouched. Answers with the queued execution.")
    public Uni<ExecutionView> runNow(@PathParam("id") String id) {
        return executions.runNow(caller.workspace(), Ids.inPath("job", id));
    }
}

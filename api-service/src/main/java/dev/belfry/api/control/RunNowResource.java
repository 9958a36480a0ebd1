package dev.belfry.api.control;

import dev.belfry.api.auth.Caller;
import dev.belfry.api.auth.Requires;
import dev.belfry.api.auth.Scope;
import dev.belfry.api.execution.ExecutionView;
import dev.belfry.api.value.Ids;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.server.Cancellable;

@Cancellable(false)
@Path("/v1/jobs")
@Authenticated
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Executions")
public class RunNowResource {

    private final ControlService control;
    private final Caller caller;

    public RunNowResource(ControlService control, Caller caller) {
        this.control = control;
        this.caller = caller;
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
        return control.runNow(caller.workspace(), Ids.inPath("job", id));
    }
}

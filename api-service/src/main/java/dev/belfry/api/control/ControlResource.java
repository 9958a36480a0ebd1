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
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.server.Cancellable;

@Cancellable(false)
@Path("/v1/executions")
@Authenticated
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Executions")
public class ControlResource {

    private final ControlService control;
    private final Caller caller;

    public ControlResource(ControlService control, Caller caller) {
        this.control = control;
        this.caller = caller;
    }

    @POST
    @Requires(Scope.EXECUTIONS_WRITE)
    @Path("{id}/replay")
    @ResponseStatus(202)
    @APIResponseSchema(value = ExecutionView.class, responseCode = "202")
    @APIResponse(responseCode = "409", description = "The execution has not ended")
    @Operation(
            summary = "Run an ended execution again",
            description = "As the job is defined now. The original stays as it is; the new execution names it in"
                    + " replay_of.")
    public Uni<ExecutionView> replay(@PathParam("id") String id) {
        return control.replay(caller.workspace(), Ids.inPath("execution", id));
    }

    @POST
    @Requires(Scope.EXECUTIONS_WRITE)
    @Path("{id}/cancel")
    @APIResponseSchema(value = ExecutionView.class, responseCode = "200")
    @APIResponse(responseCode = "409", description = "The execution has ended")
    @Operation(
            summary = "Cancel an open execution",
            description = "Queued, running or waiting. A call under way is cut off; its target may have acted on it.")
    public Uni<ExecutionView> cancel(@PathParam("id") String id) {
        return control.cancel(caller.workspace(), Ids.inPath("execution", id));
    }
}

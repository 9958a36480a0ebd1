package dev.belfry.api.runs;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.belfry.api.auth.Caller;
import dev.belfry.api.auth.Requires;
import dev.belfry.api.auth.Scope;
import dev.belfry.api.json.MayBeEmpty;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.server.Cancellable;
import org.jspecify.annotations.Nullable;

@Cancellable(false)
@Path("/api")
@Authenticated
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Trigger.dev runs")
public class TaskResource {

    static final String REQUEST_KEY = "x-trigger-request-idempotency-key";

    private final TaskService tasks;
    private final Caller caller;

    public TaskResource(TaskService tasks, Caller caller) {
        this.tasks = tasks;
        this.caller = caller;
    }

    @POST
    @Requires(Scope.EXECUTIONS_WRITE)
    @Path("v1/tasks/{id}/trigger")
    @Consumes(MediaType.APPLICATION_JSON)
    @APIResponseSchema(value = RunAnswers.Triggered.class, responseCode = "200")
    @APIResponse(responseCode = "413", description = "The body is larger than 1 MiB, or the metadata than 256 KiB")
    @APIResponse(responseCode = "422", description = "More than ten tags, debounce, or a name that several jobs have")
    @Operation(
            summary = "Trigger a run",
            description =
                    "Of the job with this name or id, in any state. With a payload, that is sent in place of the job's"
                            + " body. A run that has the same key is answered again.")
    @RequestBody(content = @Content(schema = @Schema(implementation = RunInputs.Trigger.class)))
    public Uni<RunAnswers.Triggered> trigger(
            @PathParam("id") String id,
            @HeaderParam(REQUEST_KEY) @Nullable String requestKey,
            @MayBeEmpty ObjectNode body) {
        return tasks.trigger(caller.workspace(), id, body, requestKey);
    }

    @POST
    @Requires(Scope.EXECUTIONS_WRITE)
    @Path("v1/idempotencyKeys/{key}/reset")
    @Consumes(MediaType.APPLICATION_JSON)
    @APIResponseSchema(value = RunAnswers.Handle.class, responseCode = "200")
    @APIResponse(responseCode = "422", description = "A name that several jobs have")
    @Operation(summary = "Free an idempotency key of a task")
    @RequestBody(required = true, content = @Content(schema = @Schema(implementation = RunInputs.Reset.class)))
    public Uni<RunAnswers.Handle> reset(@PathParam("key") String key, ObjectNode body) {
        return tasks.reset(caller.workspace(), key, body);
    }
}

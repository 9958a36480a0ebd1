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
import jakarta.ws.rs.PUT;
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
public class RunActionResource {

    private final RunActions runs;
    private final Caller caller;

    public RunActionResource(RunActions runs, Caller caller) {
        this.runs = runs;
        this.caller = caller;
    }

    @POST
    @Requires(Scope.EXECUTIONS_WRITE)
    @Path("v2/runs/{id}/cancel")
    @Operation(
            summary = "Cancel a run",
            description = "Of one that has ended nothing changes, and the answer is the same.")
    public Uni<RunAnswers.Handle> cancel(@PathParam("id") String id) {
        return runs.cancel(caller.workspace(), id);
    }

    @POST
    @Requires(Scope.EXECUTIONS_WRITE)
    @Path("v1/runs/{id}/cancel")
    @Operation(summary = "Cancel a run, by another path")
    public Uni<RunAnswers.Handle> cancelToo(@PathParam("id") String id) {
        return runs.cancel(caller.workspace(), id);
    }

    @POST
    @Requires(Scope.EXECUTIONS_WRITE)
    @Path("v1/runs/{id}/replay")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Run once more what a run did",
            description = "Whatever its status. What is not said is copied; a delay and a time to live are not.")
    @APIResponseSchema(value = RunAnswers.Handle.class, responseCode = "200")
    @APIResponse(responseCode = "413", description = "The body is larger than 1 MiB, or the metadata than 256 KiB")
    @APIResponse(responseCode = "422", description = "More than ten tags")
    @RequestBody(content = @Content(schema = @Schema(implementation = RunInputs.Replay.class)))
    public Uni<RunAnswers.Handle> replay(
            @PathParam("id") String id,
            @HeaderParam(TaskResource.REQUEST_KEY) @Nullable String requestKey,
            @MayBeEmpty ObjectNode body) {
        return runs.replay(caller.workspace(), id, body, requestKey);
    }

    @POST
    @Requires(Scope.EXECUTIONS_WRITE)
    @Path("v1/runs/{id}/reschedule")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Give a delayed run another time", description = "Of any other run it is a 400.")
    @RequestBody(required = true, content = @Content(schema = @Schema(implementation = RunInputs.Reschedule.class)))
    public Uni<RunView> reschedule(@PathParam("id") String id, ObjectNode body) {
        return runs.reschedule(caller.workspace(), id, body);
    }

    @POST
    @Requires(Scope.EXECUTIONS_WRITE)
    @Path("v1/runs/{id}/tags")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Add tags to a run", description = "All of them or none; those it has are skipped.")
    @APIResponseSchema(value = RunAnswers.TagsAdded.class, responseCode = "200")
    @APIResponse(responseCode = "422", description = "The run would have more than ten tags")
    @RequestBody(required = true, content = @Content(schema = @Schema(implementation = RunInputs.Tags.class)))
    public Uni<RunAnswers.TagsAdded> addTags(@PathParam("id") String id, ObjectNode body) {
        return runs.addTags(caller.workspace(), id, body);
    }

    @PUT
    @Requires(Scope.EXECUTIONS_WRITE)
    @Path("v1/runs/{id}/tags")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Add tags to a run, by another method")
    @APIResponseSchema(value = RunAnswers.TagsAdded.class, responseCode = "200")
    @APIResponse(responseCode = "422", description = "The run would have more than ten tags")
    @RequestBody(required = true, content = @Content(schema = @Schema(implementation = RunInputs.Tags.class)))
    public Uni<RunAnswers.TagsAdded> putTags(@PathParam("id") String id, ObjectNode body) {
        return runs.addTags(caller.workspace(), id, body);
    }

    @PUT
    @Requires(Scope.EXECUTIONS_WRITE)
    @Path("v1/runs/{id}/metadata")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Change a run's metadata",
            description =
                    "The whole anew, or operations on single keys: set, delete, append, remove, increment, decrement.")
    @APIResponseSchema(value = RunAnswers.Metadata.class, responseCode = "200")
    @APIResponse(responseCode = "413", description = "The body is larger than 1 MiB, or the metadata than 256 KiB")
    @APIResponse(responseCode = "422", description = "An operation that is none, or more than a hundred")
    @RequestBody(required = true, content = @Content(schema = @Schema(implementation = RunInputs.Metadata.class)))
    public Uni<RunAnswers.Metadata> changeMetadata(@PathParam("id") String id, ObjectNode body) {
        return runs.changeMetadata(caller.workspace(), id, body);
    }
}

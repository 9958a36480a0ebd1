package dev.belfry.api.runs;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.belfry.api.auth.Caller;
import dev.belfry.api.auth.Requires;
import dev.belfry.api.auth.Scope;
import dev.belfry.api.page.OwnQuery;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.server.Cancellable;
import org.jspecify.annotations.Nullable;

@Cancellable(false)
@Path("/api")
@Authenticated
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Trigger.dev runs")
public class BulkResource {

    private final BulkRuns bulk;
    private final Caller caller;

    public BulkResource(BulkRuns bulk, Caller caller) {
        this.bulk = bulk;
        this.caller = caller;
    }

    @POST
    @Requires(Scope.EXECUTIONS_WRITE)
    @Path("v1/bulk-actions")
    @ResponseStatus(202)
    @Consumes(MediaType.APPLICATION_JSON)
    @APIResponseSchema(value = RunAnswers.Handle.class, responseCode = "202")
    @APIResponse(responseCode = "422", description = "The filter matches more than 5,000 runs, or few among too many")
    @Operation(
            summary = "Cancel or replay many runs",
            description = "Those that a filter finds now, or 1 to 500 by their ids. Goes on after the answer.")
    @RequestBody(required = true, content = @Content(schema = @Schema(implementation = RunInputs.Bulk.class)))
    public Uni<RunAnswers.Handle> start(
            @HeaderParam(TaskResource.REQUEST_KEY) @Nullable String requestKey, ObjectNode body) {
        return bulk.start(caller.workspace(), body, requestKey);
    }

    @GET
    @OwnQuery
    @Requires(Scope.EXECUTIONS_READ)
    @Path("v1/bulk-actions")
    @Operation(summary = "List bulk actions, newest first")
    @Parameter(name = RunQuery.SIZE, in = ParameterIn.QUERY, schema = @Schema(type = SchemaType.INTEGER))
    @Parameter(name = RunQuery.AFTER, in = ParameterIn.QUERY, schema = @Schema(type = SchemaType.STRING))
    @Parameter(name = RunQuery.BEFORE, in = ParameterIn.QUERY, schema = @Schema(type = SchemaType.STRING))
    public Uni<BulkView.Listed> list(@Context UriInfo uri) {
        return bulk.list(caller.workspace(), uri.getQueryParameters());
    }

    @GET
    @Requires(Scope.EXECUTIONS_READ)
    @Path("v1/bulk-actions/{id}")
    @Operation(summary = "Read how far a bulk action is")
    public Uni<BulkView> retrieve(@PathParam("id") String id) {
        return bulk.retrieve(caller.workspace(), id);
    }

    @POST
    @Requires(Scope.EXECUTIONS_WRITE)
    @Path("v1/bulk-actions/{id}/abort")
    @Operation(summary = "Leave the rest of a bulk action undone")
    public Uni<RunAnswers.Handle> abort(@PathParam("id") String id) {
        return bulk.abort(caller.workspace(), id);
    }
}

package dev.belfry.api.runs;

import dev.belfry.api.auth.Caller;
import dev.belfry.api.auth.Requires;
import dev.belfry.api.auth.Scope;
import dev.belfry.api.page.OwnQuery;
import dev.belfry.api.problem.Problem;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.server.Cancellable;

@Cancellable(false)
@Path("/api")
@Authenticated
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Trigger.dev runs")
public class RunResource {

    private static final String LIST =
            "Newest first. A page examines 10,000 runs and reads about 1 MiB at most: it may be"
                    + " short or even empty and still have a next one. A filter whose list is empty finds nothing.";

    private static final Pattern PROJECT = Pattern.compile("proj_[0-9a-zA-Z]{1,64}");

    private final RunService runs;
    private final Caller caller;

    public RunResource(RunService runs, Caller caller) {
        this.runs = runs;
        this.caller = caller;
    }

    @GET
    @OwnQuery
    @Requires(Scope.EXECUTIONS_READ)
    @Path("v1/runs")
    @Operation(summary = "List runs", description = LIST)
    @Parameter(
            name = RunQuery.STATUS,
            in = ParameterIn.QUERY,
            description = "Some of the thirteen statuses, with commas between",
            schema = @Schema(type = SchemaType.STRING))
    @Parameter(
            name = RunQuery.TASK,
            in = ParameterIn.QUERY,
            description = "Names or ids of jobs",
            schema = @Schema(type = SchemaType.STRING))
    @Parameter(
            name = RunQuery.TAG,
            in = ParameterIn.QUERY,
            description = "A run needs one of them",
            schema = @Schema(type = SchemaType.STRING))
    @Parameter(
            name = RunQuery.VERSION,
            in = ParameterIn.QUERY,
            description = "Finds nothing: jobs have no versions",
            schema = @Schema(type = SchemaType.STRING))
    @Parameter(
            name = RunQuery.IS_TEST,
            in = ParameterIn.QUERY,
            description = "true or false",
            schema = @Schema(type = SchemaType.STRING))
    @Parameter(
            name = RunQuery.FROM,
            in = ParameterIn.QUERY,
            description = "Milliseconds since 1970, or RFC 3339; created then or later",
            schema = @Schema(type = SchemaType.STRING))
    @Parameter(
            name = RunQuery.TO,
            in = ParameterIn.QUERY,
            description = "Created then or earlier",
            schema = @Schema(type = SchemaType.STRING))
    @Parameter(
            name = RunQuery.PERIOD,
            in = ParameterIn.QUERY,
            description = "Like 1h, 7d; wins over from and to",
            schema = @Schema(type = SchemaType.STRING))
    @Parameter(
            name = RunQuery.SCHEDULE,
            in = ParameterIn.QUERY,
            description = "sched_... of a run",
            schema = @Schema(type = SchemaType.STRING))
    @Parameter(
            name = RunQuery.BULK_ACTION,
            in = ParameterIn.QUERY,
            description = "bulk_...; its runs that had their turn",
            schema = @Schema(type = SchemaType.STRING))
    @Parameter(
            name = RunQuery.BATCH,
            in = ParameterIn.QUERY,
            description = "Finds nothing",
            schema = @Schema(type = SchemaType.STRING))
    @Parameter(
            name = RunQuery.QUEUE,
            in = ParameterIn.QUERY,
            description = "task/ and a job's name or id",
            schema = @Schema(type = SchemaType.STRING))
    @Parameter(
            name = RunQuery.MACHINE,
            in = ParameterIn.QUERY,
            description = "Finds nothing",
            schema = @Schema(type = SchemaType.STRING))
    @Parameter(
            name = RunQuery.REGION,
            in = ParameterIn.QUERY,
            description = "Finds nothing",
            schema = @Schema(type = SchemaType.STRING))
    @Parameter(
            name = RunQuery.ERROR,
            in = ParameterIn.QUERY,
            description = "Finds nothing",
            schema = @Schema(type = SchemaType.STRING))
    @Parameter(
            name = RunQuery.SIZE,
            in = ParameterIn.QUERY,
            description = "1 to 100, 25 unless told otherwise",
            schema = @Schema(type = SchemaType.INTEGER))
    @Parameter(
            name = RunQuery.AFTER,
            in = ParameterIn.QUERY,
            description = "Older than this cursor, or this run",
            schema = @Schema(type = SchemaType.STRING))
    @Parameter(
            name = RunQuery.BEFORE,
            in = ParameterIn.QUERY,
            description = "Newer than this cursor, or this run",
            schema = @Schema(type = SchemaType.STRING))
    public Uni<RunPage> list(@Context UriInfo uri) {
        return runs.list(caller.workspace(), uri.getQueryParameters());
    }

    @GET
    @OwnQuery
    @Requires(Scope.EXECUTIONS_READ)
    @Path("v1/projects/{ref}/runs")
    @Operation(
            summary = "List the runs of a project",
            description = "Of the token's workspace, whatever the project is called. " + LIST)
    @Parameter(
            name = RunQuery.ENV,
            in = ParameterIn.QUERY,
            description = "prod, which is all there is",
            schema = @Schema(type = SchemaType.STRING))
    public Uni<RunPage> listOfProject(@PathParam("ref") String ref, @Context UriInfo uri) {
        if (!PROJECT.matcher(ref).matches()) {
            throw Problem.notFound("project", ref);
        }
        return runs.list(caller.workspace(), uri.getQueryParameters());
    }

    @GET
    @Requires(Scope.EXECUTIONS_READ)
    @Path("v3/runs/{id}")
    @Operation(summary = "Read a run")
    public Uni<RunView> retrieve(@PathParam("id") String id) {
        return runs.retrieve(caller.workspace(), id);
    }

    @GET
    @Requires(Scope.EXECUTIONS_READ)
    @Path("v1/runs/{id}")
    @Operation(summary = "Read a run, by another path")
    public Uni<RunView> retrieveToo(@PathParam("id") String id) {
        return runs.retrieve(caller.workspace(), id);
    }

    @GET
    @Requires(Scope.EXECUTIONS_READ)
    @Path("v1/runs/{id}/result")
    @Operation(summary = "Read what became of a run", description = "404 until it has ended.")
    public Uni<RunAnswers.Result> result(@PathParam("id") String id) {
        return runs.result(caller.workspace(), id);
    }

    @GET
    @Requires(Scope.EXECUTIONS_READ)
    @Path("v1/runs/{id}/events")
    @Operation(summary = "List a run's attempts as events")
    public Uni<RunAnswers.Events> events(@PathParam("id") String id) {
        return runs.events(caller.workspace(), id);
    }

    @GET
    @Requires(Scope.EXECUTIONS_READ)
    @Path("v1/runs/{id}/trace")
    @Operation(summary = "Read a run and its attempts as a tree of spans")
    public Uni<RunAnswers.Traced> trace(@PathParam("id") String id) {
        return runs.trace(caller.workspace(), id);
    }

    @GET
    @Requires(Scope.EXECUTIONS_READ)
    @Path("v1/runs/{id}/metadata")
    @Operation(summary = "Read a run's metadata")
    public Uni<RunAnswers.Metadata> metadata(@PathParam("id") String id) {
        return runs.metadata(caller.workspace(), id);
    }
}

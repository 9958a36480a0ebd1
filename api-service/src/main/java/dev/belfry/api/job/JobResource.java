package dev.belfry.api.job;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.belfry.api.auth.Caller;
import dev.belfry.api.auth.Requires;
import dev.belfry.api.auth.Scope;
import dev.belfry.api.definition.JobInput;
import dev.belfry.api.definition.JobState;
import dev.belfry.api.page.Page;
import dev.belfry.api.page.PageRequest;
import dev.belfry.api.value.Ids;
import dev.belfry.core.schedule.JobKind;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jspecify.annotations.Nullable;

@Path("/v1/jobs")
@Authenticated
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Jobs")
public class JobResource {

    private static final String THING = "job";

    private final JobService jobs;
    private final Caller caller;

    public JobResource(JobService jobs, Caller caller) {
        this.jobs = jobs;
        this.caller = caller;
    }

    @POST
    @Requires(Scope.JOBS_WRITE)
    @ResponseStatus(201)
    @APIResponseSchema(value = JobView.class, responseCode = "201")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Create a job", description = "An active one_time job is queued at once.")
    @RequestBody(required = true, content = @Content(schema = @Schema(implementation = JobInput.class)))
    public Uni<JobView> create(ObjectNode body) {
        return jobs.create(caller.workspace(), body);
    }

    @GET
    @Requires(Scope.JOBS_READ)
    @Operation(summary = "List jobs, newest first")
    public Uni<Page<JobView>> list(
            @QueryParam("state") @Parameter(schema = @Schema(implementation = JobState.class)) @Nullable String state,
            @QueryParam("kind") @Parameter(schema = @Schema(implementation = JobKind.class)) @Nullable String kind,
            @QueryParam("q") @Parameter(description = "Part of the name, in any case") @Nullable String text,
            @QueryParam("limit") @Nullable String limit,
            @QueryParam("cursor") @Nullable String cursor) {
        return jobs.list(caller.workspace(), JobFilter.of(state, kind, text), PageRequest.of(limit, cursor));
    }

    @GET
    @Requires(Scope.JOBS_READ)
    @Path("{id}")
    @Operation(summary = "Read a job")
    public Uni<JobView> find(@PathParam("id") String id) {
        return jobs.find(caller.workspace(), Ids.inPath(THING, id));
    }

    @PATCH
    @Requires(Scope.JOBS_WRITE)
    @Path("{id}")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Change a job",
            description = "Only what is present changes; null resets to the default. schedule, request and retry_policy"
                    + " may hold single fields. Once answered, the old schedule fires no more.")
    @RequestBody(required = true, content = @Content(schema = @Schema(implementation = JobInput.class)))
    public Uni<JobView> patch(@PathParam("id") String id, ObjectNode body) {
        return jobs.patch(caller.workspace(), Ids.inPath(THING, id), body);
    }

    @DELETE
    @Requires(Scope.JOBS_WRITE)
    @Path("{id}")
    @ResponseStatus(204)
    @Operation(summary = "Delete a job", description = "With its executions, rules and deliveries.")
    public Uni<Void> delete(@PathParam("id") String id) {
        return jobs.delete(caller.workspace(), Ids.inPath(THING, id));
    }

    @POST
    @Requires(Scope.JOBS_WRITE)
    @Path("{id}/pause")
    @Operation(summary = "Pause a job", description = "Once answered, its schedule fires no more.")
    public Uni<JobView> pause(@PathParam("id") String id) {
        return jobs.pause(caller.workspace(), Ids.inPath(THING, id));
    }

    @POST
    @Requires(Scope.JOBS_WRITE)
    @Path("{id}/resume")
    @Operation(summary = "Resume a job", description = "From now on; missed runs are not made up.")
    public Uni<JobView> resume(@PathParam("id") String id) {
        return jobs.resume(caller.workspace(), Ids.inPath(THING, id));
    }
}
